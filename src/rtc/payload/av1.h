// The aggregation header of AV1 (RTP Payload Format For AV1, section 4.4).
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/bytes.h"

namespace vtp::rtc {

struct Av1AggregationHeader {
  bool continues = false;        // Z: the first element is the rest of one that began before
  bool is_continued = false;     // Y: the last element goes on in the next packet
  std::uint8_t elements = 0;     // W: 0 means that each has its length before it
  bool starts_sequence = false;  // N: the first packet of a key picture and its sequence

  [[nodiscard]] bool is_key_frame() const { return starts_sequence; }
};

/// nullopt for a payload of nothing, and one that begins a sequence with the rest of something.
std::optional<Av1AggregationHeader> read_av1(Bytes payload);

}  // namespace vtp::rtc
