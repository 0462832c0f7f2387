// The layout of the frames behind the seek bar, and the WebVTT file that describes it to players.
#pragma once

#include <string>
#include <string_view>

namespace vtp::media {

struct Storyboard {
  static constexpr int frame_width = 160;
  static constexpr int frame_height = 90;
  static constexpr int columns = 10;
  static constexpr int rows = 10;
  static constexpr int max_frames = 300;

  double duration_seconds = 0;
  double interval_seconds = 10;
  int frames = 0;

  [[nodiscard]] int sheets() const { return (frames + columns * rows - 1) / (columns * rows); }
};

/// One frame for each 10 s; wider apart above 50 minutes, so that there are 300 at most.
Storyboard storyboard_for(double duration_seconds);

/// Cues with "#xywh=", over sheets named `<folder>0.jpg`, `<folder>1.jpg`, ... `query`, percent-encoded and
/// without
/// "?", is carried by every URI.
std::string storyboard_vtt(const Storyboard& storyboard, std::string_view folder, std::string_view query);

}  // namespace vtp::media
