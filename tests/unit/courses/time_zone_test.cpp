#include "courses/time_zone.h"

#include <gtest/gtest.h>

namespace vtp::courses {
namespace {

using namespace std::chrono_literals;

Timestamp at(std::string_view text) {
  return parse_rfc3339(text).value();
}

WallTime wall(int year, unsigned month, unsigned day, std::chrono::minutes time) {
  return WallTime(
      std::chrono::local_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)) +
      time);
}

TEST(TimeZone, IsFoundByItsExactName) {
  EXPECT_TRUE(TimeZone::find("Africa/Cairo"));
  EXPECT_TRUE(TimeZone::find("UTC"));
  for (const auto* bad : {"", "Nowhere/City", "../../etc/passwd", "africa/cairo", "+02:00"})
    EXPECT_FALSE(TimeZone::find(bad)) << bad;
  EXPECT_EQ(time_zone_objection("Africa/Cairo"), "");
  EXPECT_NE(time_zone_objection("Cairo"), "");
}

TEST(TimeZone, FollowsTheClocksOfThePlace) {
  const auto berlin = *TimeZone::find("Europe/Berlin");
  EXPECT_EQ(berlin.to_instant(wall(2026, 1, 15, 10h)), at("2026-01-15T09:00:00Z"));
  EXPECT_EQ(berlin.to_instant(wall(2026, 7, 15, 10h)), at("2026-07-15T08:00:00Z"));
  EXPECT_EQ(berlin.to_wall(at("2026-07-15T08:00:00Z")), wall(2026, 7, 15, 10h));
}

TEST(TimeZone, DecidesWhatClocksShowTwiceOrNever) {
  const auto berlin = *TimeZone::find("Europe/Berlin");
  EXPECT_EQ(berlin.to_instant(wall(2026, 10, 25, 2h + 30min)), at("2026-10-25T00:30:00Z"))
      << "the earlier one";
  EXPECT_EQ(berlin.to_instant(wall(2026, 3, 29, 2h + 30min)), at("2026-03-29T01:00:00Z"))
      << "the moment of skipping";
}

TEST(TimeZone, ReadsDaysAsTheZoneHasThem) {
  const auto cairo = *TimeZone::find("Africa/Cairo");
  EXPECT_EQ(parse_instant_or_day("2026-01-10", cairo, DayEdge::begin), at("2026-01-09T22:00:00Z"));
  EXPECT_EQ(parse_instant_or_day("2026-01-10", cairo, DayEdge::end), at("2026-01-10T22:00:00Z"));
  EXPECT_EQ(parse_instant_or_day("2026-01-10T00:00:00+01:00", cairo, DayEdge::end),
            at("2026-01-09T23:00:00Z"));
  for (const auto* bad : {"2026-02-30", "2026-1-1", "20260101", "tomorrow", "-026-01-01", ""})
    EXPECT_FALSE(parse_instant_or_day(bad, cairo, DayEdge::begin)) << bad;
}

}  // namespace
}  // namespace vtp::courses
