#include "media/storyboard.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

namespace vtp::media {
namespace {

std::string vtt_time(double seconds) {
  const auto ms = static_cast<std::int64_t>(std::llround(seconds * 1000));
  return fmt::format("{:02}:{:02}:{:02}.{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
}

}  // namespace

Storyboard storyboard_for(double duration_seconds) {
  Storyboard board;
  board.duration_seconds = std::max(0.0, duration_seconds);
  board.interval_seconds = std::max(10.0, board.duration_seconds / Storyboard::max_frames);
  // A rest below a millisecond would be a cue without length.
  const double frames = std::ceil((board.duration_seconds - 0.001) / board.interval_seconds);
  board.frames = std::clamp(static_cast<int>(frames), 1, Storyboard::max_frames);
  return board;
}

std::string storyboard_vtt(const Storyboard& board, std::string_view folder, std::string_view query) {
  std::string text = "WEBVTT\n";
  for (int frame = 0; frame < board.frames; ++frame) {
    const double begin = frame * board.interval_seconds;
    const double end = frame + 1 == board.frames ? board.duration_seconds : begin + board.interval_seconds;
    constexpr int on_sheet = Storyboard::columns * Storyboard::rows;
    const int column = frame % Storyboard::columns;
    const int row = frame % on_sheet / Storyboard::columns;
    fmt::format_to(std::back_inserter(text), "\n{} --> {}\n{}{}.jpg{}{}#xywh={},{},{},{}\n", vtt_time(begin),
                   vtt_time(std::max(end, begin + 0.001)), folder, frame / on_sheet, query.empty() ? "" : "?",
                   query, column * Storyboard::frame_width, row * Storyboard::frame_height,
                   Storyboard::frame_width, Storyboard::frame_height);
  }
  return text;
}

}  // namespace vtp::media
