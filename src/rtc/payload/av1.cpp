#include "rtc/payload/av1.h"

namespace vtp::rtc {

std::optional<Av1AggregationHeader> read_av1(Bytes payload) {
  if (payload.size() < 2) return std::nullopt;
  const Av1AggregationHeader header{.continues = (payload[0] & 0x80U) != 0,
                                    .is_continued = (payload[0] & 0x40U) != 0,
                                    .elements = static_cast<std::uint8_t>(payload[0] >> 4U & 0x03U),
                                    .starts_sequence = (payload[0] & 0x08U) != 0};
  if (header.continues && header.starts_sequence) return std::nullopt;
  return header;
}

}  // namespace vtp::rtc
