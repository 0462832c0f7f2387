// A progressive MP4 with the index first, made of stored renditions by copying their samples.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "base/error.h"
#include "media/stored_folder.h"

namespace vtp::media::mp4 {

/// Writes the tracks in the given order. `goes_on` is asked between segments with the share of the work that
/// is done; when it says no, the result is JOB_FINISHED and no file.
Result<void> write_progressive(const std::vector<StoredFolder>& tracks, const std::filesystem::path& output,
                               const std::function<bool(double)>& goes_on);

}  // namespace vtp::media::mp4
