// Wall-clock time in the places of the world, by the time zone database of the machine.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace vtp::courses {

/// What a clock on the wall shows, wherever that wall is: microseconds since 1970-01-01 00:00 of its own
/// time.
using WallTime = std::chrono::local_time<std::chrono::microseconds>;

/// A zone of the IANA database. Cheap to copy.
class TimeZone {
 public:
  /// nullopt: this machine knows no such zone. Exact names only, e.g. "Africa/Cairo".
  static std::optional<TimeZone> find(std::string_view name);

  [[nodiscard]] WallTime to_wall(Timestamp instant) const;
  /// A time that the clocks show twice is the earlier one; one that they skip is the moment of skipping.
  [[nodiscard]] Timestamp to_instant(WallTime wall) const;

 private:
  explicit TimeZone(const void* zone) : zone_(zone) {}
  const void* zone_;  // of the database, which lives as long as the program
};

/// For tables of fields.
std::string_view time_zone_objection(std::string_view name);

/// "2026-03-01" as the first or the first excluded instant of that day, or RFC 3339; nullopt if it is
/// neither.
enum class DayEdge : std::uint8_t { begin, end };
std::optional<Timestamp> parse_instant_or_day(std::string_view text, const TimeZone& zone, DayEdge edge);

}  // namespace vtp::courses
