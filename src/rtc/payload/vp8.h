// The payload descriptor of VP8 (RFC 7741 section 4.2), and what of the frame's header matters for
// forwarding.
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/bytes.h"

namespace vtp::rtc {

struct Vp8Descriptor {
  bool is_frame_start = false;  // of its first partition
  bool is_key_frame = false;    // known in the packet that starts the frame only
  bool is_disposable = false;   // no other frame refers to it
  std::optional<std::uint16_t> picture_id;
  bool has_long_picture_id = false;            // 15 bits, not 7
  std::optional<std::uint8_t> base_index;      // TL0PICIDX: counts the frames of the lowest temporal layer
  std::optional<std::uint8_t> temporal_layer;  // 0 is the lowest
  bool is_layer_sync = false;                  // one may begin with this layer here
  std::optional<std::uint8_t> key_index;       // KEYIDX
  std::size_t size = 0;                        // of the descriptor, bytes
};

/// nullopt if the payload is too short for what it says.
std::optional<Vp8Descriptor> read_vp8(Bytes payload);

/// Overwrites the picture id and the base index, in the widths that they have; what the packet does not have
/// is left out. `descriptor` is what read_vp8() said of the payload.
void rewrite_vp8(MutableBytes payload, const Vp8Descriptor& descriptor, std::uint16_t picture_id,
                 std::uint8_t base_index);

/// The size of the picture.
struct PictureSize {
  std::uint16_t width = 0;
  std::uint16_t height = 0;
  bool operator==(const PictureSize&) const = default;
};

/// nullopt unless the packet starts a key frame (RFC 6386 section 9.1).
std::optional<PictureSize> vp8_picture_size(Bytes payload);

}  // namespace vtp::rtc
