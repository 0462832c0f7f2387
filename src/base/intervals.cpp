#include "base/intervals.h"

#include <algorithm>

namespace vtp {

void IntervalSet::add(Interval interval) {
  if (interval.is_empty()) return;
  // Everything that overlaps or touches the new interval becomes one with it.
  const auto first = std::ranges::lower_bound(intervals_, interval.begin, {}, &Interval::end);
  auto last = first;
  while (last != intervals_.end() && last->begin <= interval.end) {
    interval.begin = std::min(interval.begin, last->begin);
    interval.end = std::max(interval.end, last->end);
    ++last;
  }
  intervals_.insert(intervals_.erase(first, last), interval);
}

std::vector<Interval> IntervalSet::uncovered(Interval interval) const {
  std::vector<Interval> parts;
  auto next = std::ranges::upper_bound(intervals_, interval.begin, {}, &Interval::end);
  for (; next != intervals_.end() && next->begin < interval.end; ++next) {
    if (next->begin > interval.begin) parts.push_back({interval.begin, next->begin});
    interval.begin = next->end;
  }
  if (!interval.is_empty()) parts.push_back(interval);
  return parts;
}

std::int64_t IntervalSet::covered(Interval interval) const {
  std::int64_t total = 0;
  auto next = std::ranges::upper_bound(intervals_, interval.begin, {}, &Interval::end);
  for (; next != intervals_.end() && next->begin < interval.end; ++next)
    total += Interval{std::max(next->begin, interval.begin), std::min(next->end, interval.end)}.length();
  return total;
}

IntervalSet IntervalSet::bridged(std::int64_t slack) const {
  IntervalSet result;
  for (const auto& interval : intervals_) {
    if (!result.intervals_.empty() && interval.begin - result.intervals_.back().end <= slack)
      result.intervals_.back().end = interval.end;
    else
      result.intervals_.push_back(interval);
  }
  return result;
}

std::int64_t IntervalSet::length() const {
  std::int64_t total = 0;
  for (const auto& interval : intervals_) total += interval.length();
  return total;
}

}  // namespace vtp
