// What the server says to clients about media (realtime.md section 8.3), each event a struct with its name.
// Keys are camelCase on the wire.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classroom/network_quality.h"
#include "json/shape.h"
#include "sfu/engine.h"

namespace vtp::classroom {

/// Somebody sends something more.
struct NewProducer {
  static constexpr std::string_view event = "new-producer";
  RoomId room_id;
  sfu::ProducerId producer_id;
  ParticipantId participant_id;
  sfu::MediaKind kind = sfu::MediaKind::audio;
  sfu::ProducerType type = sfu::ProducerType::simple;
  json::Raw app_data;
  bool paused = false;
};
NewProducer new_producer(const sfu::ProducerInfo& producer);

/// Something has happened to what somebody sends.
struct ProducerNews {
  RoomId room_id;
  sfu::ProducerId producer_id;
  ParticipantId participant_id;
  sfu::Actor by = sfu::Actor::self;
};
struct ProducerPausedNews : ProducerNews {
  static constexpr std::string_view event = "producer-paused";
};
struct ProducerResumedNews : ProducerNews {
  static constexpr std::string_view event = "producer-resumed";
};
struct ProducerClosedNews : ProducerNews {
  static constexpr std::string_view event = "producer-closed";
};

struct ConsumerPauseNews {
  RoomId room_id;
  sfu::ConsumerId consumer_id;
  sfu::ConsumerPauseReason reason = sfu::ConsumerPauseReason::producer;
};
struct ConsumerPausedNews : ConsumerPauseNews {
  static constexpr std::string_view event = "consumer-paused";
};
struct ConsumerResumedNews : ConsumerPauseNews {
  static constexpr std::string_view event = "consumer-resumed";
};
struct ConsumerClosedNews {
  static constexpr std::string_view event = "consumer-closed";
  RoomId room_id;
  sfu::ConsumerId consumer_id;
  sfu::ConsumerCloseReason reason = sfu::ConsumerCloseReason::producer_closed;
};

struct ProducerScoreNews {
  static constexpr std::string_view event = "producer-score";
  static constexpr bool is_volatile = true;
  struct Encoding {
    int encoding_idx = 0;
    std::uint32_t ssrc = 0;
    json::Omittable<std::string> rid;
    int score = 0;
  };
  RoomId room_id;
  sfu::ProducerId producer_id;
  std::vector<Encoding> score;
};

/// Of what is received and of what it is received of, each 0 to 10.
struct ConsumerScore {
  int score = 0;
  int producer_score = 0;
  std::vector<int> producer_scores;
};
struct ConsumerScoreNews {
  static constexpr std::string_view event = "consumer-score";
  static constexpr bool is_volatile = true;
  RoomId room_id;
  sfu::ConsumerId consumer_id;
  ConsumerScore score;
};

struct LayersAnswer {
  int spatial_layer = 0;
  json::Omittable<int> temporal_layer;
};
LayersAnswer describe(const sfu::Layers& layers);
struct ConsumerLayersNews {
  static constexpr std::string_view event = "consumer-layers-changed";
  RoomId room_id;
  sfu::ConsumerId consumer_id;
  std::optional<LayersAnswer> layers;  // null: nothing is sent
};

/// Layers above are wanted by nobody.
struct ProducerConstraintsNews {
  static constexpr std::string_view event = "producer-constraints";
  RoomId room_id;
  sfu::ProducerId producer_id;
  int max_spatial_layer = 0;
};

struct TransportStateNews {
  static constexpr std::string_view event = "transport-state";
  RoomId room_id;
  sfu::TransportId transport_id;
  std::string_view ice_state;
  std::string_view dtls_state;
};
struct TransportClosedNews {
  static constexpr std::string_view event = "transport-closed";
  RoomId room_id;
  sfu::TransportId transport_id;
  sfu::TransportCloseReason reason = sfu::TransportCloseReason::not_connected;
};

struct ActiveSpeakerNews {
  static constexpr std::string_view event = "active-speaker";
  static constexpr bool is_volatile = true;
  RoomId room_id;
  std::optional<ParticipantId> participant_id;
  std::optional<sfu::ProducerId> producer_id;
  int volume = -127;  // dBov
};

struct AudioLevelsNews {
  static constexpr std::string_view event = "audio-levels";
  static constexpr bool is_volatile = true;
  struct Level {
    ParticipantId participant_id;
    int volume = -127;  // dBov
  };
  RoomId room_id;
  std::vector<Level> levels;
};

/// One direction, as its owner gets to see it.
struct LinkAnswer {
  std::optional<ConnectionQuality> quality;  // null: no media went that way
  json::Percent loss_percent;
  json::Percent rtt_ms;
  json::Percent jitter_ms;
  json::Percent kbps;
};
struct OwnNetwork {
  std::optional<ConnectionQuality> quality;
  LinkAnswer uplink;
  LinkAnswer downlink;
  std::optional<json::Percent> available_kbps;
  json::Omittable<NetworkAdvice> advice;
};
struct NetworkQualityNews {
  static constexpr std::string_view event = "network-quality";
  static constexpr bool is_volatile = true;
  struct Other {
    ParticipantId participant_id;
    ConnectionQuality quality = ConnectionQuality::poor;
  };
  RoomId room_id;
  OwnNetwork self;
  std::vector<Other> participants;
};

/// To the whole room: from now on video is sent in this codec, which everybody understands; what is sent in
/// another one is to be replaced.
struct VideoCodecNews {
  static constexpr std::string_view event = "video-codec";
  RoomId room_id;
  std::string_view mime_type;
  std::int64_t seq = 0;
};

}  // namespace vtp::classroom

#include "classroom/media_server_event_shapes.h"
