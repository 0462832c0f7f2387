// Picks single key frames out of a stored video, so that pictures cost reading and decoding of those frames
// only.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "base/error.h"
#include "media/stored_folder.h"

namespace vtp::media::mp4 {

/// A small MP4 with one frame for each of the times (seconds, ascending): the last key frame at or before it,
/// else the first one of its segment. In a gap that is the last one before it, else the first of all. Frame n
/// is shown from second n on. Pictures may differ in size.
Result<std::string> pick_key_frames(const StoredFolder& video, std::span<const double> times);

}  // namespace vtp::media::mp4
