// Takes over the files of a rendition that ffmpeg wrote: puts them in their final form and makes their index.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/error.h"
#include "media/segment_index.h"

namespace vtp::media::mp4 {

/// No init or media segment of ours is longer; more is an error rather than a reason to run out of memory.
inline constexpr std::uint64_t max_init_size = 1U << 20U;
inline constexpr std::uint64_t max_segment_size = 1U << 30U;

/// Reads init.mp4 and every segment of the folder. Each is written anew: segments as one fragment in one
/// piece, since files written in small pieces cost a third more to serve; and init.mp4 so that the first
/// picture is shown at 0, whatever the file before it said.
Result<SegmentIndex> adopt_rendition(const std::filesystem::path& folder);

}  // namespace vtp::media::mp4
