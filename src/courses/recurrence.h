// The classes of a series: the same time on the wall, week after week, whatever the clocks do.
#pragma once

#include <chrono>
#include <vector>

#include "base/error.h"
#include "courses/class_session.h"

namespace vtp::courses {

/// From when to when one class goes.
struct ClassTime {
  Timestamp starts_at;
  Timestamp ends_at;
  bool operator==(const ClassTime&) const = default;
};

/// 5 minutes to 12 hours, in the right order.
Result<void> check_class_time(const ClassTime& time);

/// All classes of a series that begins with `first`, in order. A field error if the rule gives none or more
/// than 100, or if it does not end.
Result<std::vector<ClassTime>> occurrences(const ClassTime& first, const Repeat& repeat,
                                           const TimeZone& zone);

/// `time` moved so far on the wall as `from` would have to move to become `to`.
ClassTime moved(const ClassTime& time, const ClassTime& from, const ClassTime& to, const TimeZone& zone);

}  // namespace vtp::courses
