#include "courses/time_zone.h"

#include <charconv>
#include <date/tz.h>
#include <stdexcept>

namespace vtp::courses {
namespace {

using std::chrono::microseconds;

const date::time_zone& zone_of(const void* zone) {
  return *static_cast<const date::time_zone*>(zone);
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, value);
  const bool is_number = error == std::errc{} && stopped == end && digits.front() != '-';
  return is_number ? std::optional(value) : std::nullopt;
}

std::optional<std::chrono::local_days> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const auto date = std::chrono::year(*year) / *month / *day;
  return date.ok() ? std::optional(std::chrono::local_days(date)) : std::nullopt;
}

}  // namespace

std::optional<TimeZone> TimeZone::find(std::string_view name) {
  try {
    return TimeZone(date::locate_zone(std::string(name)));
  } catch (const std::runtime_error&) {  // the library's way to say that there is none
    return std::nullopt;
  }
}

WallTime TimeZone::to_wall(Timestamp instant) const {
  return WallTime(zone_of(zone_).to_local(instant).time_since_epoch());
}

Timestamp TimeZone::to_instant(WallTime wall) const {
  const date::local_time<microseconds> local(wall.time_since_epoch());
  return Timestamp(zone_of(zone_).to_sys(local, date::choose::earliest).time_since_epoch());
}

std::string_view time_zone_objection(std::string_view name) {
  return TimeZone::find(name) ? "" : "must be the name of a time zone such as Africa/Cairo";
}

std::optional<Timestamp> parse_instant_or_day(std::string_view text, const TimeZone& zone, DayEdge edge) {
  if (auto instant = parse_rfc3339(text)) return instant;
  const auto day = parse_day(text);
  if (!day) return std::nullopt;
  return zone.to_instant(WallTime(edge == DayEdge::end ? *day + std::chrono::days(1) : *day));
}

}  // namespace vtp::courses
