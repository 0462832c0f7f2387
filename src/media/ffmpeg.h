// Runs ffmpeg and ffprobe: never on the network, never through names, always within limits.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "media/tools.h"

namespace vtp::media {

/// Options that stand before `-i` and the input itself, for a file that came from outside. Only containers
/// that hold the media themselves are opened, so that a playlist posing as a video refers to nothing.
std::vector<std::string> foreign_input(const std::filesystem::path& file);

/// Options that hold for every file of ours, whose container is known.
std::vector<std::string> own_input(const std::filesystem::path& file);

struct FfmpegRun {
  std::vector<std::string> arguments;  // inputs, filters, outputs
  std::filesystem::path directory;     // output names are relative to it, so that no path is taken for a URL
  double media_seconds = 0;            // what the progress is measured by, and the limits follow from
};

/// How far it came.
struct FfmpegOutcome {
  double media_seconds = 0;
};

/// Fails with UNSUPPORTED_MEDIA_TYPE when the input is at fault, INSUFFICIENT_STORAGE, JOB_FINISHED when
/// stopped, else INTERNAL_ERROR.
Result<FfmpegOutcome> run_ffmpeg(const Tools& tools, const FfmpegRun& run, const Watch& watch);

}  // namespace vtp::media
