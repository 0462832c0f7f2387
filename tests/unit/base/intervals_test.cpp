#include "base/intervals.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp {
namespace {

using Intervals = std::vector<Interval>;

Intervals arbitrary_intervals() {
  return *rc::gen::container<Intervals>(rc::gen::map(
      rc::gen::pair(rc::gen::inRange<std::int64_t>(0, 60), rc::gen::inRange<std::int64_t>(-2, 12)),
      [](auto pair) { return Interval{pair.first, pair.first + pair.second}; }));
}

/// The same set, the slow way.
std::set<std::int64_t> points_of(const Intervals& intervals) {
  std::set<std::int64_t> points;
  for (const auto& interval : intervals)
    for (auto point = interval.begin; point < interval.end; ++point) points.insert(point);
  return points;
}

TEST(Intervals, TouchingOnesBecomeOne) {
  IntervalSet set;
  set.add({0, 10});
  set.add({20, 30});
  set.add({10, 20});
  EXPECT_EQ(set.intervals(), (Intervals{{0, 30}}));
}

TEST(Intervals, EmptyOnesAddNothing) {
  IntervalSet set;
  set.add({5, 5});
  set.add({7, 3});
  EXPECT_TRUE(set.is_empty());
  EXPECT_EQ(set.length(), 0);
}

TEST(Intervals, GapsUpToTheSlackAreBridged) {
  IntervalSet set(Intervals{{0, 10}, {12, 20}, {23, 30}});
  EXPECT_EQ(set.bridged(2).intervals(), (Intervals{{0, 20}, {23, 30}}));
  EXPECT_EQ(set.bridged(3).intervals(), (Intervals{{0, 30}}));
}

RC_GTEST_PROP(IntervalsProperty, SetHoldsExactlyThePointsOfItsParts, ()) {
  const auto intervals = arbitrary_intervals();
  const IntervalSet set(intervals);
  RC_ASSERT(points_of(set.intervals()) == points_of(intervals));
  RC_ASSERT(set.length() == static_cast<std::int64_t>(points_of(intervals).size()));
}

RC_GTEST_PROP(IntervalsProperty, OrderAndDuplicationChangeNothing, ()) {
  auto intervals = arbitrary_intervals();
  const IntervalSet set(intervals);
  intervals.insert(intervals.end(), intervals.rbegin(), intervals.rend());
  std::ranges::reverse(intervals);
  RC_ASSERT(IntervalSet(intervals) == set);
}

RC_GTEST_PROP(IntervalsProperty, CoveredAndUncoveredPartsMakeTheWhole, ()) {
  const IntervalSet set(arbitrary_intervals());
  const auto begin = *rc::gen::inRange<std::int64_t>(0, 60);
  const Interval interval{begin, begin + *rc::gen::inRange<std::int64_t>(0, 30)};
  std::int64_t uncovered = 0;
  for (const auto& part : set.uncovered(interval)) {
    RC_ASSERT(set.covered(part) == 0);
    uncovered += part.length();
  }
  RC_ASSERT(uncovered + set.covered(interval) == interval.length());
}

}  // namespace
}  // namespace vtp
