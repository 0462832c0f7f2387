// A transport of a participant, as its room knows it.
#pragma once

#include <cstdint>
#include <vector>

#include "rtc/congestion/arrival_recorder.h"
#include "sfu/engine.h"
#include "sfu/forwarding/consumer.h"
#include "sfu/forwarding/viewer_path.h"
#include "sfu/transport/packet_path.h"

namespace vtp::sfu {

class Room;
struct Participant;

class RoomTransport final : public PacketReceiver {
 public:
  RoomTransport(Room& room, TransportId transport_id, Participant& participant, Direction way,
                PacketPath& path, RateLimits limits, std::uint32_t our_ssrc)
      : id(transport_id),
        owner(participant),
        direction(way),
        arrivals(our_ssrc),
        viewer(path, limits),
        room_(room) {}

  void on_rtp(rtc::MutableBytes packet, rtc::Instant now) override;
  void on_rtcp(rtc::Bytes compound, rtc::Instant now) override;
  void on_path_state(rtc::IceState ice, std::optional<rtc::DtlsState> dtls, rtc::Instant now) override;

  /// Whose packets have an SSRC.
  struct Route {
    std::uint32_t ssrc = 0;
    Producer* producer = nullptr;
    std::uint8_t encoding = 0;
    bool is_retransmission = false;
  };
  [[nodiscard]] const Route* find_route(std::uint32_t ssrc) const {
    for (const auto& route : routes)
      if (route.ssrc == ssrc) return &route;
    return nullptr;
  }
  [[nodiscard]] Consumer* find_consumer(std::uint32_t ssrc) const;

  const TransportId id;
  Participant& owner;
  const Direction direction;

  // For what the participant sends. There are at most two routes for each encoding.
  std::vector<Route> routes;
  std::vector<Producer*> producers;
  rtc::ArrivalRecorder arrivals;
  std::uint8_t sequence_extension = 0;  // its number; 0: packets carry none

  // For what the participant receives.
  ViewerPath viewer;
  std::vector<Consumer*> consumers;
  std::uint32_t next_mid = 0;
  bool needs_allocation = false;
  std::uint16_t probe_sequence = 1000;
  std::uint64_t probe_bytes = 0;

  // Packets that were dropped, and what came in all.
  std::uint64_t malformed = 0;
  std::uint64_t unknown = 0;
  std::uint64_t received_packets = 0;
  std::uint64_t received_bytes = 0;

 private:
  Room& room_;
};

}  // namespace vtp::sfu
