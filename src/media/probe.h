// Finds out what a file really is, by its content and never by its name.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/error.h"
#include "media/media_info.h"
#include "media/tools.h"

namespace vtp::media {

/// What is accepted as a lecture.
struct ProbeLimits {
  int max_side = 8192;  // pixels
  std::chrono::hours max_duration{24};
};

/// Describes the file, or says in a sentence for a teacher why it cannot become a lecture. A fault of the
/// file is UNSUPPORTED_MEDIA_TYPE (trying again is of no use); INTERNAL_ERROR means that the tools failed.
Result<MediaInfo> probe(const Tools& tools, const std::filesystem::path& file, const ProbeLimits& limits = {},
                        const std::function<bool()>& should_stop = {});

}  // namespace vtp::media
