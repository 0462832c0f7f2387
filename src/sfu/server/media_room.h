// A room on a media thread: the router, and the transports by which people reach it. All of the room, or the
// part of one that is shared over threads.
#pragma once

#include <memory>
#include <vector>

#include "sfu/engine.h"
#include "sfu/forwarding/router.h"
#include "sfu/server/media_port.h"
#include "sfu/server/room_link.h"

namespace vtp::sfu {

/// Used on the media thread only.
class MediaRoom final : private Timed, private MediaPort::Owner {
 public:
  /// `home` nullptr: here; else it is a shadow, at that end of the link.
  MediaRoom(RoomId id, MediaListener& listener, const RouterSettings& settings, const Clock& wall,
            MediaPort& port, std::shared_ptr<RoomLink> home = nullptr);
  /// Closes its transports.
  ~MediaRoom() override;

  [[nodiscard]] Router& router() { return router_; }
  /// A shadow is at the other end.
  void add_shadow(std::shared_ptr<RoomLink> link);
  void remove_shadow(const RoomLink& link, rtc::Instant now);
  /// After anything was done with the router: its deadline may have come nearer.
  void finish_call();

  /// TRANSPORT_LIMIT
  Result<TransportOffer> create_transport(ParticipantId participant, Direction direction,
                                          std::vector<IceCandidate> candidates, rtc::Instant now);
  /// The others: TRANSPORT_NOT_FOUND unless it is the participant's.
  Result<void> connect_transport(ParticipantId participant, TransportId transport,
                                 const DtlsParameters& parameters, rtc::Instant now);
  Result<IceParameters> restart_ice(ParticipantId participant, TransportId transport);
  Result<void> close_transport(ParticipantId participant, TransportId transport, rtc::Instant now);
  void remove(ParticipantId participant, rtc::Instant now);

 private:
  // Timed
  [[nodiscard]] rtc::Instant deadline() const override { return router_.deadline(); }
  void on_time(rtc::Instant now) override { router_.on_time(now); }
  // MediaPort::Owner
  void on_transport_active(TransportId) override { finish_call(); }
  void on_transport_end(TransportId id, TransportCloseReason reason, rtc::Instant now) override;

  Result<SecureTransport*> own(ParticipantId participant, TransportId transport);
  void close(TransportId transport, TransportCloseReason reason, rtc::Instant now);

  /// After something has come from another thread.
  void finish_hearing();

  MediaPort& port_;
  std::unique_ptr<ShadowEnd> home_;
  std::vector<std::unique_ptr<HomeEnd>> shadows_;
  Router router_;
  std::vector<TransportId> transports_;
};

}  // namespace vtp::sfu
