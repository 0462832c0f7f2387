// Retransmission of RTP packets in a stream of their own (RFC 4588).
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/bytes.h"
#include "rtc/rtp/rtp_packet.h"

namespace vtp::rtc {

/// Bytes by which a retransmission is longer than what it repeats.
constexpr std::size_t rtx_overhead_bytes = 2;

/// What a retransmission has of its own.
struct RtxStream {
  std::uint32_t ssrc = 0;
  std::uint8_t payload_type = 0;
};

/// Writes the packet that repeats `original` as number `sequence` of `stream`. Padding is left out. nullopt
/// if there is no room.
std::optional<std::size_t> write_rtx(const RtpPacket& original, RtxStream stream, std::uint16_t sequence,
                                     MutableBytes out);

/// Turns a retransmission, in place, into the packet that it repeats, of the stream `original`. The result
/// begins two bytes further on in the same memory. nullopt if there is nothing in it: it was padding.
std::optional<RtpPacket> read_rtx(const RtpPacket& retransmission, RtxStream original);

}  // namespace vtp::rtc
