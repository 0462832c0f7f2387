// Which renditions a source gets: never above the source, named by the shorter side of the picture.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "media/media_info.h"

namespace vtp::media {

/// One row of the ladder as configured. Rows ascend.
struct LadderStep {
  std::string label;  // "VeryLow" to "High"
  int lines = 0;      // shorter side of the picture
  int video_kbps = 0;
  bool operator==(const LadderStep&) const = default;
};

/// A rendition to be made of a given source.
struct Rung {
  std::string name;  // "720p"
  std::string label;
  PictureSize size;  // even numbers
  FrameRate frame_rate;
  int video_kbps = 0;
  bool operator==(const Rung&) const = default;
};

inline constexpr int audio_kbps = 128;
inline constexpr int max_frame_rate = 30;

/// 360p, 480p, 720p, 1080p.
std::span<const LadderStep> default_ladder();

/// Reads a ladder of one to four steps, lowest first: "360:500, 480:1000" is lines:kbit/s. Labels go by
/// position.
Result<std::vector<LadderStep>> parse_ladder(std::string_view text);

/// The rungs for a source, lowest first; empty for a source without a picture.
std::vector<Rung> ladder_for(PictureSize source, FrameRate frame_rate,
                             std::span<const LadderStep> steps = default_ladder());

/// The same for a probed file; empty when it has no video.
std::vector<Rung> ladder_for(const MediaInfo& info, std::span<const LadderStep> steps = default_ladder());

/// The place of a label in "VeryLow", "Low", "Medium", "High"; -1 for any other word.
int label_level(std::string_view label);

/// Megabytes (10^6) that an hour at this rate takes, rounded.
int mb_per_hour(double bits_per_second);

}  // namespace vtp::media
