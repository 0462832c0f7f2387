// The header of a frame of VP8 (RFC 6386 section 9.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "media/media_info.h"

namespace vtp::media {

struct Vp8Frame {
  bool is_key = false;
  bool is_shown = false;
  std::uint8_t version = 0;  // the profile: which filters decoders use, 0 to 3
  PictureSize size;          // of a key frame
};

/// nullopt for what is no frame: too short, of a later version, a key frame without its mark or of no size.
std::optional<Vp8Frame> read_vp8_frame(std::string_view frame);

}  // namespace vtp::media
