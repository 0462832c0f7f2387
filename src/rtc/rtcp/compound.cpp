#include "rtc/rtcp/compound.h"

namespace vtp::rtc {
namespace {

constexpr std::size_t header_bytes = 4;
constexpr std::uint8_t version_bits = 0xC0;
constexpr std::uint8_t version_2 = 0x80;
constexpr std::uint8_t padding_bit = 0x20;
constexpr std::uint8_t count_bits = 0x1F;

/// The size of the packet in front, or nullopt if there is no whole one.
std::optional<std::size_t> size_of_first(Bytes bytes) {
  if (bytes.size() < header_bytes || (bytes[0] & version_bits) != version_2) return std::nullopt;
  const auto size = (std::size_t{read_u16(bytes, 2)} + 1) * 4;
  return size <= bytes.size() ? std::optional(size) : std::nullopt;
}

/// Padding may stand at the end of the last packet only (RFC 3550 appendix A.2). Its size should be one of
/// whole words; but browsers fill up with it what they tell of arrivals, which ends at any byte.
bool has_good_padding(Bytes packet, bool is_last) {
  if ((packet[0] & padding_bit) == 0) return true;
  const std::size_t padding = packet.back();
  return is_last && padding != 0 && padding <= packet.size() - header_bytes;
}

}  // namespace

std::optional<CompoundReader> CompoundReader::open(Bytes datagram) {
  if (datagram.empty()) return std::nullopt;
  for (auto rest = datagram; !rest.empty();) {
    const auto size = size_of_first(rest);
    if (!size || !has_good_padding(rest.first(*size), *size == rest.size())) return std::nullopt;
    rest = rest.subspan(*size);
  }
  return CompoundReader(datagram);
}

std::optional<RtcpPacket> CompoundReader::next() {
  if (rest_.empty()) return std::nullopt;
  const auto packet = rest_.first(*size_of_first(rest_));
  rest_ = rest_.subspan(packet.size());
  const std::size_t padding = (packet[0] & padding_bit) != 0 ? packet.back() : 0;
  return RtcpPacket{.type = static_cast<RtcpType>(packet[1]),
                    .count = static_cast<std::uint8_t>(packet[0] & count_bits),
                    .body = packet.subspan(header_bytes, packet.size() - header_bytes - padding)};
}

}  // namespace vtp::rtc
