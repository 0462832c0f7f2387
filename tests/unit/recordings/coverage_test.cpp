#include "recordings/coverage.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::recordings {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

Coverage coverage_of(milliseconds duration, const std::vector<Interval>& played) {
  Coverage coverage(duration);
  coverage.mark(IntervalSet(played));
  return coverage;
}

TEST(Coverage, OverlappingPlaysCountOnce) {
  const auto coverage = coverage_of(600s, {{0, 120'000}, {300'000, 600'000}, {60'000, 180'000}});
  EXPECT_EQ(coverage.covered(), 480);
  EXPECT_DOUBLE_EQ(coverage.percent(), 80);
}

TEST(Coverage, JumpToTheEndIsOneSecond) {
  const auto coverage = coverage_of(600s, {{599'000, 600'000}});
  EXPECT_EQ(coverage.covered(), 1);
  EXPECT_NEAR(coverage.percent(), 0.17, 0.005);
}

TEST(Coverage, SecondsCountFromHalfOn) {
  const auto coverage = coverage_of(600'400ms, {{10'600, 12'500}});
  EXPECT_FALSE(coverage.is_set(10));
  EXPECT_TRUE(coverage.is_set(11));
  EXPECT_TRUE(coverage.is_set(12));
  EXPECT_EQ(coverage.covered(), 2);
  EXPECT_NEAR(coverage.percent(), 0.33, 0.005);
}

TEST(Coverage, LastSecondMayBeShort) {
  const auto coverage = coverage_of(600'400ms, {{600'100, 600'400}});
  EXPECT_TRUE(coverage.is_set(600));
  EXPECT_NEAR(coverage.percent(), 0.17, 0.005);
}

TEST(Coverage, PiecesWithinTheSlackAreJoined) {
  EXPECT_EQ(coverage_of(10s, {{1'000, 1'300}, {1'500, 1'700}}).covered(), 1);
  EXPECT_EQ(coverage_of(10s, {{1'000, 1'300}, {1'551, 1'700}}).covered(), 0);
}

TEST(Coverage, RecordingWithoutDurationHasNone) {
  EXPECT_DOUBLE_EQ(coverage_of(0ms, {{0, 1000}}).percent(), 0);
}

TEST(Coverage, ShorterDurationDropsBits) {
  const auto whole = coverage_of(20s, {{0, 20'000}});
  const Coverage cut(13s, whole.bits());
  EXPECT_EQ(cut.covered(), 13);
}

std::vector<Interval> arbitrary_plays() {
  return *rc::gen::container<std::vector<Interval>>(
      rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 60'000), rc::gen::inRange(0, 20'000)),
                   [](auto pair) { return Interval{pair.first, pair.first + pair.second}; }));
}

RC_GTEST_PROP(CoverageProperty, OrderAndDuplicationChangeNothing, ()) {
  auto plays = arbitrary_plays();
  const auto once = coverage_of(61'300ms, plays);
  plays.insert(plays.end(), plays.rbegin(), plays.rend());
  RC_ASSERT(coverage_of(61'300ms, plays).bits() == once.bits());
}

RC_GTEST_PROP(CoverageProperty, SplittingChangesNothing, ()) {
  const auto plays = arbitrary_plays();
  std::vector<Interval> split;
  for (const auto& play : plays) {
    const auto middle = play.begin + *rc::gen::inRange<std::int64_t>(0, play.length() + 1);
    split.push_back({middle, play.end});
    split.push_back({play.begin, middle});
  }
  RC_ASSERT(coverage_of(61'300ms, split).bits() == coverage_of(61'300ms, plays).bits());
}

RC_GTEST_PROP(CoverageProperty, BitsAreOnlyEverSet, ()) {
  auto coverage = coverage_of(61'300ms, arbitrary_plays());
  const auto before = coverage;
  coverage.mark(IntervalSet(arbitrary_plays()));
  for (std::size_t i = 0; i < 62; ++i) RC_ASSERT(!before.is_set(i) || coverage.is_set(i));
  RC_ASSERT(coverage.percent() <= 100);
}

RC_GTEST_PROP(CoverageProperty, DevicesMergeInAnyOrder, ()) {
  const auto phone = coverage_of(61'300ms, arbitrary_plays());
  const auto laptop = coverage_of(61'300ms, arbitrary_plays());
  auto first = phone;
  first.merge(laptop);
  auto second = laptop;
  second.merge(phone);
  RC_ASSERT(first.bits() == second.bits());
}

}  // namespace
}  // namespace vtp::recordings
