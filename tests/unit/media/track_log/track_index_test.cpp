#include "media/track_log/track_index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::media {
namespace {

using namespace std::chrono_literals;

TEST(TrackIndex, KnowsWhenSomethingWasCaptured) {
  TrackIndex index{
      .timescale = 90'000,
      .stretches = {{.epoch = Timestamp(1000s), .start = 0}, {.epoch = Timestamp(1060s), .start = 900'000}}};
  const LoggedSegment before{.start = 450'000, .stretch = 0}, after{.start = 900'000, .stretch = 1};
  EXPECT_EQ(index.wall_time(before, before.start), Timestamp(1005s));
  EXPECT_EQ(index.wall_time(after, after.start + 45'000), Timestamp(1070s + 500ms));
}

RC_GTEST_PROP(TrackIndex, TicksAndMicrosecondsAreTheSameTime, ()) {
  const auto timescale = *rc::gen::element(90'000U, 48'000U, 44'100U);
  const auto ticks = *rc::gen::inRange<std::uint64_t>(0, std::uint64_t{90'000} * 86'400 * 366);
  RC_ASSERT(microseconds_to_ticks(ticks_to_microseconds(ticks, timescale), timescale) == ticks);
}

}  // namespace
}  // namespace vtp::media
