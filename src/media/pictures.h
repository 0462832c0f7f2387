// Still pictures of a lecture: thumbnails, and the sheets of small frames behind the seek bar.
#pragma once

#include <filesystem>
#include <string>

#include "base/error.h"
#include "media/stored_folder.h"
#include "media/tools.h"

namespace vtp::media {

/// A JPEG of 16:9, `width` pixels wide, with the picture at `seconds` letter-boxed in it. `file` is any file
/// that probe() accepted.
Result<void> make_thumbnail(const Tools& tools, const std::filesystem::path& file, double seconds, int width,
                            const std::filesystem::path& output, const Watch& watch);

/// The same from a stored video rendition.
Result<void> make_thumbnail(const Tools& tools, const StoredFolder& video, double seconds, int width,
                            const std::filesystem::path& output, const Watch& watch);

/// The picture of a lecture without pictures.
Result<void> make_neutral_thumbnail(const Tools& tools, int width, const std::filesystem::path& output,
                                    const Watch& watch);

/// Writes 0.jpg, 1.jpg, ... into the folder `output`, laid out as storyboard_for(duration of the video) says.
/// Only key frames are decoded, so give the lowest rendition.
Result<void> make_storyboard(const Tools& tools, const StoredFolder& video,
                             const std::filesystem::path& output, const Watch& watch);

}  // namespace vtp::media
