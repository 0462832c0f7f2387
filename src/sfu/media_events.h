// What happens to the media of a room without anybody having asked for it just then, or as a consequence of
// what somebody asked for (realtime.md section 8.3). `to` are those who are to hear of it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/enum_names.h"
#include "rtc/dtls/dtls_session.h"
#include "rtc/ice/ice_lite_agent.h"
#include "sfu/ids.h"

namespace vtp::sfu {

/// Who stopped or started something.
enum class Actor : std::uint8_t { self, moderator, server };

struct ProducerPaused {
  ProducerId producer;
  ParticipantId owner;
  bool is_paused = false;
  Actor by = Actor::self;
  std::vector<ParticipantId> to;
};

struct ProducerClosed {
  ProducerId producer;
  ParticipantId owner;
  Actor by = Actor::self;
  std::vector<ParticipantId> to;
};

enum class ConsumerPauseReason : std::uint8_t { producer, bandwidth, server };

struct ConsumerPaused {
  ParticipantId to;
  ConsumerId consumer;
  bool is_paused = false;
  ConsumerPauseReason reason = ConsumerPauseReason::producer;
};

enum class ConsumerCloseReason : std::uint8_t { producer_closed, transport_closed, left };

struct ConsumerClosed {
  ParticipantId to;
  ConsumerId consumer;
  ConsumerCloseReason reason = ConsumerCloseReason::producer_closed;
};

struct EncodingScore {
  std::uint8_t encoding = 0;
  std::uint32_t ssrc = 0;
  std::optional<std::string> rid;
  std::uint8_t score = 0;  // 0 to 10
};

struct ProducerScored {
  ParticipantId to;
  ProducerId producer;
  std::vector<EncodingScore> scores;
};

struct ConsumerScored {
  ParticipantId to;
  ConsumerId consumer;
  std::uint8_t score = 0;
  std::uint8_t producer_score = 0;
  std::vector<std::uint8_t> producer_scores;
};

struct Layers {
  std::uint8_t spatial = 0;
  std::optional<std::uint8_t> temporal;
  bool operator==(const Layers&) const = default;
};

struct ConsumerLayersChanged {
  ParticipantId to;
  ConsumerId consumer;
  std::optional<Layers> layers;  // nullopt: nothing is sent
};

/// Layers that nobody receives need not be sent.
struct ProducerConstrained {
  ParticipantId to;
  ProducerId producer;
  std::uint8_t max_spatial_layer = 0;
};

struct TransportStateChanged {
  ParticipantId to;
  TransportId transport;
  rtc::IceState ice = rtc::IceState::fresh;
  /// nullopt: the handshake has not begun.
  std::optional<rtc::DtlsState> dtls;
};

enum class TransportCloseReason : std::uint8_t { not_connected, dtls_failed, dtls_closed, left };

struct TransportClosed {
  ParticipantId to;
  TransportId transport;
  TransportCloseReason reason = TransportCloseReason::not_connected;
};

/// To everybody in the room.
struct ActiveSpeakerChanged {
  std::optional<ParticipantId> participant;
  std::optional<ProducerId> producer;
  std::int8_t volume = -127;  // dBov
};

/// To everybody in the room.
struct AudioLevels {
  struct Level {
    ParticipantId participant;
    std::int8_t volume = -127;  // dBov
  };
  std::vector<Level> levels;
};

/// One direction of a participant's media over the last five seconds.
struct LinkMeasure {
  double loss_percent = 0;
  double rtt_ms = 0;
  double jitter_ms = 0;
  double kbps = 0;
  bool has_media = false;  // otherwise nothing could be measured
};

/// Every five seconds, and at once when it gets worse. The reader grades it (api.md section 6.9).
struct NetworkMeasured {
  ParticipantId participant;
  LinkMeasure uplink;
  LinkMeasure downlink;
  std::optional<double> available_kbps;  // what the way to the participant is believed to carry
};

/// Packets came from the participant: they are there. At most once a second for each thread that has
/// transports of theirs.
struct MediaHeard {
  ParticipantId participant;
};

using MediaEvent =
    std::variant<ProducerPaused, ProducerClosed, ConsumerPaused, ConsumerClosed, ProducerScored,
                 ConsumerScored, ConsumerLayersChanged, ProducerConstrained, TransportStateChanged,
                 TransportClosed, ActiveSpeakerChanged, AudioLevels, NetworkMeasured, MediaHeard>;

/// Whoever wants to hear of them. Called on the room's media threads, by several at once where a room is on
/// several: must neither block nor call the engine. What one participant hears of one stream comes in order.
class MediaListener {
 public:
  virtual ~MediaListener() = default;
  virtual void on_media_event(RoomId room, MediaEvent event) = 0;
};

}  // namespace vtp::sfu

template <>
struct vtp::EnumNames<vtp::sfu::Actor> {
  static constexpr std::array<std::string_view, 3> names{"self", "moderator", "server"};
};

template <>
struct vtp::EnumNames<vtp::sfu::ConsumerPauseReason> {
  static constexpr std::array<std::string_view, 3> names{"producer", "bandwidth", "server"};
};

template <>
struct vtp::EnumNames<vtp::sfu::ConsumerCloseReason> {
  static constexpr std::array<std::string_view, 3> names{"producer_closed", "transport_closed", "left"};
};

template <>
struct vtp::EnumNames<vtp::sfu::TransportCloseReason> {
  static constexpr std::array<std::string_view, 4> names{"not_connected", "dtls_failed", "dtls_closed",
                                                         "left"};
};
