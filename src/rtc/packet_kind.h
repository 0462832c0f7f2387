// What a datagram on a port that is shared by ICE, DTLS, RTP and RTCP carries, by its first bytes (RFC 7983,
// RFC 5761).
#pragma once

#include <cstdint>

#include "rtc/bytes.h"

namespace vtp::rtc {

enum class PacketKind : std::uint8_t { stun, dtls, rtp, rtcp, unknown };

constexpr PacketKind kind_of(Bytes packet) {
  if (packet.size() < 2) return PacketKind::unknown;
  const auto first = packet[0];
  if (first <= 3) return PacketKind::stun;
  if (first >= 20 && first <= 63) return PacketKind::dtls;
  if (first < 128 || first > 191) return PacketKind::unknown;
  // Payload types 64 to 95 are never used, with or without the marker bit: browsers do use those below.
  return packet[1] >= 192 && packet[1] <= 223 ? PacketKind::rtcp : PacketKind::rtp;
}

}  // namespace vtp::rtc
