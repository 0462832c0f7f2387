// What stands in a packet of H.264 (RFC 6184 section 5).
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/bytes.h"

namespace vtp::rtc {

/// The kinds of unit that matter for forwarding (H.264 table 7-1, RFC 6184 table 1).
enum class NalType : std::uint8_t {
  slice = 1,
  idr_slice = 5,
  sequence_parameters = 7,
  picture_parameters = 8,
  stap_a = 24,  // several units
  fu_a = 28,    // a part of one
};

struct H264Payload {
  bool has_sequence_parameters = false;
  bool has_idr_start = false;    // the beginning of a slice of a key picture
  bool has_slice_start = false;  // of any picture

  /// May a viewer begin here? A key picture without its parameters, sent before it, is no good to a decoder:
  /// browsers repeat them with every one.
  [[nodiscard]] bool is_key_frame() const { return has_sequence_parameters; }
};

/// nullopt for units of other packetization modes, and for malformed packets.
std::optional<H264Payload> read_h264(Bytes payload);

}  // namespace vtp::rtc
