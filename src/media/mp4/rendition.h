// Makes the index of a rendition from its files.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/error.h"
#include "media/segment_index.h"

namespace vtp::media::mp4 {

/// No init or media segment of ours is longer; more is an error rather than a reason to run out of memory.
inline constexpr std::uint64_t max_init_size = 1U << 20U;
inline constexpr std::uint64_t max_segment_size = 1U << 30U;

/// Reads init.mp4 and every segment of the folder, and writes each segment anew in one piece: files written
/// in small pieces cost a third more to serve.
Result<SegmentIndex> index_rendition(const std::filesystem::path& folder);

}  // namespace vtp::media::mp4
