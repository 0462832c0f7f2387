#include "rtc/rtp/rtx.h"

#include <cstring>

namespace vtp::rtc {
namespace {

constexpr std::uint8_t padding_bit = 0x20;

}  // namespace

std::optional<std::size_t> write_rtx(const RtpPacket& original, RtxStream stream, std::uint16_t sequence,
                                     MutableBytes out) {
  ByteWriter writer(out);
  writer.bytes(original.header());
  writer.u16(original.sequence());
  writer.bytes(original.payload());
  if (writer.has_failed()) return std::nullopt;
  out[0] = static_cast<std::uint8_t>(out[0] & ~padding_bit);
  auto packet = RtpPacket::parse(writer.written());
  packet->set_ssrc(stream.ssrc);
  packet->set_payload_type(stream.payload_type);
  packet->set_sequence(sequence);
  return writer.size();
}

std::optional<RtpPacket> read_rtx(const RtpPacket& retransmission, RtxStream original) {
  if (retransmission.payload().size() < rtx_overhead_bytes) return std::nullopt;
  const auto sequence = read_u16(retransmission.payload(), 0);
  // The header moves over the original sequence number: it is shorter than the payload.
  const auto header = retransmission.header();
  const auto size = header.size() + retransmission.payload().size();
  const auto bytes = retransmission.bytes();
  std::memmove(bytes.data() + rtx_overhead_bytes, bytes.data(), header.size());
  bytes[rtx_overhead_bytes] = static_cast<std::uint8_t>(bytes[rtx_overhead_bytes] & ~padding_bit);
  auto packet = RtpPacket::parse(bytes.subspan(rtx_overhead_bytes, size - rtx_overhead_bytes));
  packet->set_ssrc(original.ssrc);
  packet->set_payload_type(original.payload_type);
  packet->set_sequence(sequence);
  return packet;
}

}  // namespace vtp::rtc
