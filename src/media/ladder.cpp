#include "media/ladder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "base/try.h"

namespace vtp::media {
namespace {

constexpr std::array<std::string_view, 4> labels{"VeryLow", "Low", "Medium", "High"};

int even(double value) {
  return std::max(2, 2 * static_cast<int>(std::lround(value / 2)));
}

/// The source scaled to so many lines on its shorter side. H.264 in 4:2:0 needs even numbers.
PictureSize scaled_to(PictureSize source, int lines) {
  const double scale = static_cast<double>(lines) / source.shorter_side();
  return source.width < source.height ? PictureSize{lines, even(source.height * scale)}
                                      : PictureSize{even(source.width * scale), lines};
}

/// A step moved to the source's own height, its bit rate following the number of pixels.
LadderStep at_height(const LadderStep& step, int lines) {
  const double ratio = static_cast<double>(lines) / step.lines;
  const auto kbps = static_cast<int>(std::lround(step.video_kbps * ratio * ratio));
  return {step.label, lines, std::max(1, kbps)};
}

std::vector<LadderStep> steps_for(int source_lines, std::span<const LadderStep> steps) {
  const auto next = std::ranges::find_if(steps, [&](const auto& step) { return step.lines > source_lines; });
  std::vector<LadderStep> kept(steps.begin(), next);
  const int own_lines = std::max(2, source_lines - source_lines % 2);
  const bool is_far_above = kept.empty() || source_lines * 10 > kept.back().lines * 11;
  if (next != steps.end() && is_far_above) kept.push_back(at_height(*next, own_lines));
  return kept;
}

std::optional<int> read_number(std::string_view text, int min, int max) {
  text = trim(text);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < min || value > max)
    return std::nullopt;
  return value;
}

}  // namespace

std::span<const LadderStep> default_ladder() {
  static const std::array<LadderStep, 4> steps{
      {{"VeryLow", 360, 500}, {"Low", 480, 1000}, {"Medium", 720, 2000}, {"High", 1080, 4000}}};
  return steps;
}

Result<std::vector<LadderStep>> parse_ladder(std::string_view text) {
  std::vector<LadderStep> steps;
  for (const auto part : split(text, ',')) {
    const auto numbers = split(part, ':');
    if (numbers.size() != 2 || steps.size() == labels.size())
      return fail(ErrorCode::validation_failed,
                  "a ladder is one to four pairs lines:kbit/s, separated by commas");
    const auto lines = read_number(numbers[0], 16, 4320);
    const auto kbps = read_number(numbers[1], 16, 100'000);
    if (!lines || *lines % 2 != 0 || !kbps)
      return fail(
          ErrorCode::validation_failed,
          fmt::format("\"{}\" in the ladder is not an even number of lines from 16 to 4320 and a rate from "
                      "16 to 100000 kbit/s",
                      trim(part)));
    if (!steps.empty() && *lines <= steps.back().lines)
      return fail(ErrorCode::validation_failed, "the steps of a ladder must ascend");
    steps.push_back({std::string(labels[steps.size()]), *lines, *kbps});
  }
  return steps;
}

std::vector<Rung> ladder_for(PictureSize source, FrameRate frame_rate, std::span<const LadderStep> steps) {
  std::vector<Rung> rungs;
  if (source.shorter_side() <= 0) return rungs;
  const auto rate = frame_rate.value() > max_frame_rate ? FrameRate{max_frame_rate, 1} : frame_rate;
  for (const auto& step : steps_for(source.shorter_side(), steps))
    rungs.push_back({.name = fmt::format("{}p", step.lines),
                     .label = step.label,
                     .size = scaled_to(source, step.lines),
                     .frame_rate = rate,
                     .video_kbps = step.video_kbps});
  return rungs;
}

std::vector<Rung> ladder_for(const MediaInfo& info, std::span<const LadderStep> steps) {
  if (!info.video) return {};
  const auto& video = *info.video;
  // A rate that varies is sampled finely enough to meet every frame: a screen recording may average 5 a
  // second and still move smoothly where it matters.
  return ladder_for(video.size, video.has_variable_frame_rate ? video.finest_frame_rate : video.frame_rate,
                    steps);
}

int label_level(std::string_view label) {
  const auto found = std::ranges::find(labels, label);
  return found == labels.end() ? -1 : static_cast<int>(found - labels.begin());
}

int mb_per_hour(double bits_per_second) {
  return static_cast<int>(std::lround(bits_per_second * 3600 / 8 / 1e6));
}

}  // namespace vtp::media
