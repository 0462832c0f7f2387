// Still pictures of a lecture: thumbnails, and the sheets of small frames behind the seek bar.
#pragma once

#include <filesystem>

#include "base/error.h"
#include "media/stored_folder.h"
#include "media/tools.h"

namespace vtp::media {

/// A JPEG of 16:9, `width` pixels wide, with the key frame nearest before `seconds` letter-boxed in it.
Result<void> make_thumbnail(const Tools& tools, const StoredFolder& video, double seconds, int width,
                            const std::filesystem::path& output, const Watch& watch);

/// The picture of a lecture without pictures.
Result<void> make_neutral_thumbnail(const Tools& tools, int width, const std::filesystem::path& output,
                                    const Watch& watch);

/// Writes 0.jpg, 1.jpg, ... into the existing folder `output`, laid out as storyboard_for(duration of the
/// video) says. Reads one key frame for each picture; give the lowest rendition.
Result<void> make_storyboard(const Tools& tools, const StoredFolder& video,
                             const std::filesystem::path& output, const Watch& watch);

}  // namespace vtp::media
