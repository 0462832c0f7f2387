// The payload descriptor of VP9 (RFC 9628 section 4.2).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "rtc/bytes.h"
#include "rtc/payload/vp8.h"

namespace vtp::rtc {

/// Which layers there are (section 4.2.1).
struct Vp9Structure {
  static constexpr std::size_t most_layers = 8;

  std::size_t spatial_layers = 1;
  bool has_sizes = false;
  std::array<PictureSize, most_layers> sizes{};  // of the spatial layers, if they are told
};

struct Vp9Descriptor {
  bool is_inter_predicted = false;  // refers to earlier pictures
  bool is_flexible = false;         // says by itself to which
  bool is_layer_start = false;      // the first packet of a layer's frame
  bool is_layer_end = false;
  bool is_not_inter_layer_reference = false;  // no higher layer of this picture needs it
  std::optional<std::uint16_t> picture_id;
  bool has_long_picture_id = false;
  std::uint8_t temporal_layer = 0;
  std::uint8_t spatial_layer = 0;
  bool is_switching_up_point = false;      // one may begin with this temporal layer here
  bool is_inter_layer_predicted = false;   // needs the layer below of the same picture
  std::optional<std::uint8_t> base_index;  // TL0PICIDX
  std::optional<Vp9Structure> structure;   // told with key pictures
  std::size_t size = 0;                    // of the descriptor, bytes

  /// Does a picture start here that needs nothing before it?
  [[nodiscard]] bool is_key_frame() const {
    return is_layer_start && !is_inter_predicted && spatial_layer == 0;
  }
};

std::optional<Vp9Descriptor> read_vp9(Bytes payload);

/// Overwrites the picture id and the base index, as rewrite_vp8() does.
void rewrite_vp9(MutableBytes payload, const Vp9Descriptor& descriptor, std::uint16_t picture_id,
                 std::uint8_t base_index);

}  // namespace vtp::rtc
