// The initialisation segment of one track (ISO/IEC 23000-19 section 7.3.1).
#pragma once

#include <cstdint>
#include <string>

#include "media/cmaf/track_format.h"

namespace vtp::media {

/// The number of the only track in files of ours.
inline constexpr std::uint32_t cmaf_track_id = 1;

std::string write_init_segment(const TrackFormat& format);

}  // namespace vtp::media
