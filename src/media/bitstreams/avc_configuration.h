// The description of a stream of H.264 in files, the content of the box avcC (ISO/IEC 14496-15 section
// 5.3.3.1).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "media/bitstreams/h264_sequence.h"

namespace vtp::media {

/// `sequence` is what `sequence_unit` says. At most 255 sets of picture parameters; samples have lengths of
/// four bytes.
std::string avc_configuration(const H264Sequence& sequence, std::string_view sequence_unit,
                              std::span<const std::string> picture_units);

}  // namespace vtp::media
