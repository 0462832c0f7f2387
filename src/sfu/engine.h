// The SFU as the rest of the house sees it: rooms, the transports of their participants, what is sent on
// those (producers), and what is received (consumers). The object model is that of mediasoup-client
// (realtime.md section 8).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "sfu/ids.h"
#include "sfu/media_events.h"
#include "sfu/parameters/rtp_parameters.h"
#include "sfu/parameters/transport_parameters.h"

namespace vtp::sfu {

enum class Direction : std::uint8_t { send, recv };  // as the participant sees it

/// What a participant's stream shows or sounds.
enum class Source : std::uint8_t { mic, camera, screen, screen_audio };

struct TransportOffer {
  TransportId id;
  IceParameters ice_parameters;
  std::vector<IceCandidate> ice_candidates;
  DtlsParameters dtls_parameters;
};

/// `simulcast`: several encodings; `svc`: one encoding with layers in it.
enum class ProducerType : std::uint8_t { simple, simulcast, svc };

struct ProduceRequest {
  TransportId transport;
  MediaKind kind = MediaKind::audio;
  RtpParameters rtp_parameters;
  Source source = Source::mic;
  std::string app_data = "{}";  // a JSON object, handed on as it is
  bool is_paused = false;
  /// Audio that is forwarded however many others are louder: a host's.
  bool is_always_heard = false;
};

struct ProducerInfo {
  ProducerId id;
  ParticipantId owner;
  MediaKind kind = MediaKind::audio;
  ProducerType type = ProducerType::simple;
  Source source = Source::mic;
  std::string app_data;
  bool is_paused = false;
};

struct ConsumeRequest {
  ProducerId producer;
  RtpCapabilities rtp_capabilities;
  std::optional<TransportId> transport;  // nullopt: the participant's transport for receiving
  std::optional<Layers> preferred_layers;
};

struct ConsumerInfo {
  ConsumerId id;
  ProducerInfo producer;
  RtpParameters rtp_parameters;
  ProducerType type = ProducerType::simple;
  std::uint8_t score = 10;
  std::uint8_t producer_score = 10;
  std::vector<std::uint8_t> producer_scores;
};

/// Of one stream of a transport, a producer or a consumer, or of a transport as a whole.
struct MediaStatistics {
  std::string_view type;  // "transport", "inbound-rtp" or "outbound-rtp"
  Timestamp at;
  std::optional<std::uint32_t> ssrc;
  std::optional<MediaKind> kind;
  double bitrate = 0;  // bit/s over the last second or so
  std::uint64_t bytes = 0;
  std::uint64_t packets = 0;
  std::int64_t packets_lost = 0;
  double fraction_lost = 0;  // 0 to 1
  double jitter_ms = 0;
  std::optional<double> round_trip_ms;
  std::uint64_t nack_count = 0;
  std::uint64_t pli_count = 0;
  std::uint64_t fir_count = 0;
  std::optional<std::uint8_t> score;
};

/// Whose statistics.
using StatisticsOf = std::variant<TransportId, ProducerId, ConsumerId>;

/// Every call names a room and, mostly, who acts; it is refused for what belongs to somebody else as if that
/// did not exist (TRANSPORT_NOT_FOUND, PRODUCER_NOT_FOUND, CONSUMER_NOT_FOUND). Rights are the caller's
/// matter. Thread-safe; a call waits for the room's media threads, which never wait for anybody, so that a
/// room's lock may be held over it. What others must hear of comes to the room's listener, after the call has
/// done its work. On how many threads a room is can be seen from the ports of its transports alone.
class Engine {
 public:
  virtual ~Engine() = default;

  [[nodiscard]] virtual const RtpCapabilities& capabilities() const = 0;

  /// Nothing happens if the room is open. NOT_READY when there are too many. `listener` must live until
  /// close_room has returned.
  virtual Result<void> open_room(RoomId room, MediaListener& listener) = 0;
  virtual void close_room(RoomId room) = 0;
  /// Closes everything that the participant has.
  virtual void remove(RoomId room, ParticipantId participant) = 0;

  /// TRANSPORT_LIMIT
  virtual Result<TransportOffer> create_transport(RoomId room, ParticipantId participant, Direction direction,
                                                  bool force_tcp) = 0;
  /// TRANSPORT_ALREADY_CONNECTED unless it is the same again; INVALID_DTLS_PARAMETERS
  virtual Result<void> connect_transport(RoomId room, ParticipantId participant, TransportId transport,
                                         const DtlsParameters& parameters) = 0;
  virtual Result<IceParameters> restart_ice(RoomId room, ParticipantId participant,
                                            TransportId transport) = 0;
  virtual Result<void> close_transport(RoomId room, ParticipantId participant, TransportId transport) = 0;

  /// PRODUCER_EXISTS for a second one of a source, PRODUCER_LIMIT, INVALID_RTP_PARAMETERS, UNSUPPORTED_CODEC
  virtual Result<ProducerInfo> produce(RoomId room, ParticipantId participant, ProduceRequest request) = 0;
  virtual Result<void> pause_producer(RoomId room, ProducerId producer, bool is_paused, Actor by) = 0;
  virtual Result<void> close_producer(RoomId room, ProducerId producer, Actor by) = 0;
  /// All of the room, or one; for the latter PRODUCER_NOT_FOUND.
  [[nodiscard]] virtual std::vector<ProducerInfo> producers(RoomId room) = 0;
  virtual Result<ProducerInfo> producer(RoomId room, ProducerId producer) = 0;

  /// The consumer begins paused. CANNOT_CONSUME, CONSUMER_LIMIT, INVALID_RTP_CAPABILITIES
  virtual Result<ConsumerInfo> consume(RoomId room, ParticipantId participant, ConsumeRequest request) = 0;
  /// CONSUMER_LIMIT when too much video would be received at once.
  virtual Result<void> pause_consumer(RoomId room, ParticipantId participant, ConsumerId consumer,
                                      bool is_paused) = 0;
  virtual Result<void> close_consumer(RoomId room, ParticipantId participant, ConsumerId consumer) = 0;
  /// Gives what the wish was clamped to.
  virtual Result<Layers> prefer_layers(RoomId room, ParticipantId participant, ConsumerId consumer,
                                       Layers layers) = 0;
  virtual Result<void> set_priority(RoomId room, ParticipantId participant, ConsumerId consumer,
                                    std::uint8_t priority) = 0;
  virtual Result<void> request_key_frame(RoomId room, ParticipantId participant, ConsumerId consumer) = 0;
  /// bit/s for everything that the participant receives; nullopt: no limit of theirs.
  virtual Result<void> limit_receive_bitrate(RoomId room, ParticipantId participant,
                                             std::optional<std::int64_t> bitrate) = 0;

  /// `participant` nullopt: whoever it belongs to.
  virtual Result<std::vector<MediaStatistics>> statistics(RoomId room,
                                                          std::optional<ParticipantId> participant,
                                                          StatisticsOf of) = 0;
};

}  // namespace vtp::sfu

template <>
struct vtp::EnumNames<vtp::sfu::Direction> {
  static constexpr std::array<std::string_view, 2> names{"send", "recv"};
};

template <>
struct vtp::EnumNames<vtp::sfu::Source> {
  static constexpr std::array<std::string_view, 4> names{"mic", "camera", "screen", "screen-audio"};
};

template <>
struct vtp::EnumNames<vtp::sfu::ProducerType> {
  static constexpr std::array<std::string_view, 3> names{"simple", "simulcast", "svc"};
};
