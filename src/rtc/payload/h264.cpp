#include "rtc/payload/h264.h"

namespace vtp::rtc {
namespace {

constexpr std::uint8_t type_bits = 0x1F;
constexpr std::uint8_t fragment_start_bit = 0x80;

NalType type_of(std::uint8_t header) {
  return static_cast<NalType>(header & type_bits);
}

void note(H264Payload& payload, NalType type) {
  payload.has_sequence_parameters |= type == NalType::sequence_parameters;
  payload.has_idr_start |= type == NalType::idr_slice;
  payload.has_slice_start |= type == NalType::idr_slice || type == NalType::slice;
}

/// Section 5.7.1.
std::optional<H264Payload> read_aggregate(Bytes units) {
  H264Payload payload;
  ByteReader reader(units);
  while (!reader.rest().empty()) {
    const auto unit = reader.take(reader.u16());
    if (reader.has_failed() || unit.empty()) return std::nullopt;
    note(payload, type_of(unit[0]));
  }
  return payload;
}

/// Section 5.8.
std::optional<H264Payload> read_fragment(Bytes fragment) {
  if (fragment.empty()) return std::nullopt;
  H264Payload payload;
  if ((fragment[0] & fragment_start_bit) != 0) note(payload, type_of(fragment[0]));
  return payload;
}

}  // namespace

std::optional<H264Payload> read_h264(Bytes bytes) {
  if (bytes.empty()) return std::nullopt;
  const auto type = type_of(bytes[0]);
  if (type == NalType::stap_a) return read_aggregate(bytes.subspan(1));
  if (type == NalType::fu_a) return read_fragment(bytes.subspan(1));
  const auto number = static_cast<unsigned>(type);
  if (number == 0 || number > 23) return std::nullopt;
  H264Payload payload;
  note(payload, type);
  return payload;
}

}  // namespace vtp::rtc
