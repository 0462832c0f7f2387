// Looks at the outermost structure of a file for faults that ffprobe does not report.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/error.h"

namespace vtp::media {

enum class ContainerFault : std::uint8_t {
  none,
  empty,
  cut_off,    // says itself that it is longer
  no_index,   // MP4 without its index, as a camera leaves it when it loses power
  encrypted,  // MP4 with protected tracks
  archive,    // ZIP
};

/// Reads headers and the index only. `none` for files whose structure is not known here.
Result<ContainerFault> check_container(const std::filesystem::path& file);

}  // namespace vtp::media
