// What a sequence parameter set of H.264 says of all pictures after it (ITU-T H.264 section 7.3.2.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "media/media_info.h"

namespace vtp::media {

struct H264Sequence {
  std::uint8_t profile = 0;        // profile_idc
  std::uint8_t compatibility = 0;  // the constraint flags, as they stand in their byte
  std::uint8_t level = 0;          // level_idc
  std::uint8_t id = 0;
  std::uint8_t chroma_format = 1;  // 1: 4:2:0
  std::uint8_t luma_depth = 8;     // bits
  std::uint8_t chroma_depth = 8;
  PictureSize size;  // in pixels as they are stored, cropped

  /// RFC 6381: "avc1.42C01F".
  [[nodiscard]] std::string codec() const;
  /// Does its description in files say more than profile and level? (ISO/IEC 14496-15 section 5.3.3.1)
  [[nodiscard]] bool is_high() const;
};

/// `unit` with its header. nullopt for any other unit, a malformed one, and pictures that nobody sends:
/// larger than 16384 pixels on a side.
std::optional<H264Sequence> read_h264_sequence(std::string_view unit);

}  // namespace vtp::media
