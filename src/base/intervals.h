// Sets of half-open intervals of integers: seconds watched, time present, pieces kept.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vtp {

/// [begin, end); empty when end <= begin.
struct Interval {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  [[nodiscard]] constexpr std::int64_t length() const { return end > begin ? end - begin : 0; }
  [[nodiscard]] constexpr bool is_empty() const { return end <= begin; }
  auto operator<=>(const Interval&) const = default;
};

/// A union of intervals, kept sorted, disjoint and without touching neighbours, so that equal sets are equal
/// values.
class IntervalSet {
 public:
  IntervalSet() = default;
  explicit IntervalSet(std::span<const Interval> intervals) {
    for (const auto& interval : intervals) add(interval);
  }

  void add(Interval interval);

  /// The parts of `interval` that the set does not cover.
  [[nodiscard]] std::vector<Interval> uncovered(Interval interval) const;

  /// How much of `interval` the set covers.
  [[nodiscard]] std::int64_t covered(Interval interval) const;

  /// The set with all gaps of at most `slack` filled.
  [[nodiscard]] IntervalSet bridged(std::int64_t slack) const;

  [[nodiscard]] std::int64_t length() const;
  [[nodiscard]] bool is_empty() const { return intervals_.empty(); }
  [[nodiscard]] const std::vector<Interval>& intervals() const { return intervals_; }

  bool operator==(const IntervalSet&) const = default;

 private:
  std::vector<Interval> intervals_;
};

}  // namespace vtp
