#include "support/live/timeline.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace vtp::live::test {

double seconds(const SimulatedStream& stream) {
  const auto index = index_of(*stream.log);
  return static_cast<double>(index.end_time()) / index.timescale;
}

std::pair<double, double> range(const std::vector<double>& numbers) {
  const auto [least, most] = std::ranges::minmax(numbers);
  return {least, most};
}

void expect_in_step(const SimulatedStream& camera, const SimulatedStream& microphone) {
  const auto [picture_least, picture_most] = range(errors(camera));
  const auto [sound_least, sound_most] = range(errors(microphone));
  EXPECT_LT(picture_most - sound_least, 0.04);
  EXPECT_LT(sound_most - picture_least, 0.04);
  EXPECT_GT(std::min(picture_least, sound_least), -0.04);
  EXPECT_LT(std::max(picture_most, sound_most), 0.08);
}

double seconds_bridged(const media::TrackIndex& index, media::GapReason reason) {
  std::uint64_t ticks = 0;
  for (const auto& gap : index.gaps)
    if (gap.is_bridged && gap.reason == reason) ticks += gap.duration;
  return static_cast<double>(ticks) / index.timescale;
}

double longest_gap(const media::TrackIndex& index) {
  std::uint64_t longest = 0, current = 0;
  for (const auto& segment : index.segments) {
    current = segment.is_gap ? current + segment.duration : 0;
    longest = std::max(longest, current);
  }
  return static_cast<double>(longest) / index.timescale;
}

}  // namespace vtp::live::test
