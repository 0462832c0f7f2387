#include "courses/recurrence.h"

#include <algorithm>

#include "base/try.h"

namespace vtp::courses {
namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr std::size_t max_occurrences = 100;
constexpr int max_weeks = 520;  // a rule without end is stopped after ten years

/// A class as the clocks on the wall show it.
struct WallClass {
  WallTime starts;
  WallTime ends;

  WallClass(const ClassTime& time, const TimeZone& zone)
      : starts(zone.to_wall(time.starts_at)), ends(zone.to_wall(time.ends_at)) {}

  [[nodiscard]] ClassTime shifted(std::chrono::microseconds by, const TimeZone& zone) const {
    return {.starts_at = zone.to_instant(starts + by), .ends_at = zone.to_instant(ends + by)};
  }
};

Weekday weekday_of(local_days day) {
  return static_cast<Weekday>(std::chrono::weekday(day).iso_encoding() - 1);
}

/// Ascending days of the week, each once.
std::vector<Weekday> days_of(const Repeat& repeat, local_days first) {
  auto wanted = repeat.days.empty() ? std::vector{weekday_of(first)} : repeat.days;
  std::ranges::sort(wanted);
  const auto repeated = std::ranges::unique(wanted);
  wanted.erase(repeated.begin(), repeated.end());
  return wanted;
}

/// The first instant that is too late.
Result<Timestamp> end_of(const Repeat& repeat, const TimeZone& zone) {
  if (repeat.until.has_value() == repeat.count.has_value())
    return fail_field("repeat.until", "give either until or count");
  if (!repeat.until) return Timestamp::max();
  const auto until = parse_instant_or_day(*repeat.until, zone, DayEdge::end);
  if (!until) return fail_field("repeat.until", "must be a date or an RFC 3339 date and time with a zone");
  const bool is_instant = repeat.until->size() > 10;
  return is_instant ? *until + std::chrono::microseconds(1) : *until;  // an instant is included
}

}  // namespace

Result<void> check_class_time(const ClassTime& time) {
  const auto length = time.ends_at - time.starts_at;
  if (length < std::chrono::minutes(5) || length > std::chrono::hours(12))
    return fail_field("ends_at", "must be 5 minutes to 12 hours after starts_at");
  return {};
}

Result<std::vector<ClassTime>> occurrences(const ClassTime& first, const Repeat& repeat,
                                           const TimeZone& zone) {
  VTP_TRY(const auto end, end_of(repeat, zone));
  const WallClass pattern(first, zone);
  const auto first_day = std::chrono::floor<days>(pattern.starts);
  const auto monday = first_day - days(static_cast<int>(weekday_of(first_day)));
  const auto count = static_cast<std::size_t>(repeat.count.value_or(static_cast<int>(max_occurrences) + 1));
  std::vector<ClassTime> times;
  for (int week = 0; week < max_weeks && times.size() < count; week += repeat.interval)
    for (const auto weekday : days_of(repeat, first_day)) {
      const auto day = monday + days(7 * week + static_cast<int>(weekday));
      const auto time = pattern.shifted(day - first_day, zone);
      if (time.starts_at >= end) week = max_weeks;
      if (day < first_day || time.starts_at >= end || times.size() == count) continue;
      times.push_back(time);
    }
  if (times.empty()) return fail_field("repeat.until", "leaves no class");
  if (times.size() > max_occurrences) return fail_field("repeat.until", "gives more than 100 classes");
  return times;
}

ClassTime moved(const ClassTime& time, const ClassTime& from, const ClassTime& to, const TimeZone& zone) {
  WallClass wall(time, zone);
  const WallClass before(from, zone);
  const WallClass after(to, zone);
  wall.starts += after.starts - before.starts;
  wall.ends += after.ends - before.ends;
  return wall.shifted({}, zone);
}

}  // namespace vtp::courses
