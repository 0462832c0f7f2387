// One room of the SFU: what its participants send, and who of them gets what of it. A machine without sockets
// and without a clock, on one thread: packets come through the receivers that it gives for transports, and
// go out through the paths that it is given.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/time.h"
#include "sfu/engine.h"
#include "sfu/forwarding/router_settings.h"
#include "sfu/forwarding/shared_room.h"
#include "sfu/transport/packet_path.h"

namespace vtp::sfu {

class Room;

/// Its methods are those of Engine, with the time where that matters. What others must hear of is told to the
/// listener while a method runs; the listener must not call back.
class Router {
 public:
  /// `wall` is read for statistics only. With a `home` it is the shadow of a room there, for those who
  /// receive. All that is given here must live as long as the router.
  Router(RoomId room, MediaListener& listener, const RouterSettings& settings, std::uint64_t seed,
         const Clock& wall, Home* home = nullptr);
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  /// What rooms can forward: the same for all (realtime.md section 8.1).
  static const RtpCapabilities& capabilities();

  /// Gives what is to be told of packets and of the path's state; it lives until remove_transport().
  /// TRANSPORT_LIMIT
  Result<PacketReceiver*> add_transport(TransportId id, ParticipantId owner, Direction direction,
                                        PacketPath& path, rtc::Instant now);
  /// Closes what was sent and received on it. The owner hears of it unless the reason is `left`.
  void remove_transport(TransportId id, TransportCloseReason reason, rtc::Instant now);
  /// nullopt: there is none.
  [[nodiscard]] std::optional<ParticipantId> owner_of(TransportId id) const;
  [[nodiscard]] std::vector<TransportId> transports_of(ParticipantId participant) const;

  /// Forgets a participant, whose transports the caller has removed.
  void remove(ParticipantId participant, rtc::Instant now);

  Result<ProducerInfo> produce(ParticipantId participant, ProduceRequest request, rtc::Instant now);
  Result<void> pause_producer(ProducerId producer, bool is_paused, Actor by, rtc::Instant now);
  Result<void> close_producer(ProducerId producer, Actor by, rtc::Instant now);
  [[nodiscard]] std::vector<ProducerInfo> producers() const;
  [[nodiscard]] Result<ProducerInfo> producer(ProducerId producer) const;

  Result<ConsumerInfo> consume(ParticipantId participant, ConsumeRequest request, rtc::Instant now);
  Result<void> pause_consumer(ParticipantId participant, ConsumerId consumer, bool is_paused,
                              rtc::Instant now);
  Result<void> close_consumer(ParticipantId participant, ConsumerId consumer, rtc::Instant now);
  Result<Layers> prefer_layers(ParticipantId participant, ConsumerId consumer, Layers layers,
                               rtc::Instant now);
  Result<void> set_priority(ParticipantId participant, ConsumerId consumer, std::uint8_t priority,
                            rtc::Instant now);
  Result<void> request_key_frame(ParticipantId participant, ConsumerId consumer, rtc::Instant now);
  Result<void> limit_receive_bitrate(ParticipantId participant, std::optional<std::int64_t> bitrate,
                                     rtc::Instant now);

  /// nullopt: none of theirs.
  [[nodiscard]] std::optional<std::int64_t> receive_limit(ParticipantId participant) const;

  [[nodiscard]] Result<std::vector<MediaStatistics>> statistics(std::optional<ParticipantId> participant,
                                                                const StatisticsOf& of,
                                                                rtc::Instant now) const;

  // A room on several threads (shared_room.h).

  /// At home: what the shadow must know it is told from now on. It must live as long as the router.
  void attach(Shadow& shadow);
  /// It is told nothing more.
  void detach(const Shadow& shadow, rtc::Instant now);
  void on_wish(Shadow& shadow, const ShadowWish& wish, rtc::Instant now);
  /// In a shadow: what home says, and its packets, in order.
  void on_news(const ShadowNews& news, rtc::Instant now);
  void on_feed(const FeedPacket& about, rtc::MutableBytes packet, rtc::Instant now);

  /// When on_time() has something to do. It may come nearer with every packet and call.
  [[nodiscard]] rtc::Instant deadline() const;
  void on_time(rtc::Instant now);

 private:
  std::unique_ptr<Room> room_;
};

}  // namespace vtp::sfu
