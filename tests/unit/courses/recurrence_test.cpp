#include "courses/recurrence.h"

#include <gtest/gtest.h>

namespace vtp::courses {
namespace {

Timestamp at(std::string_view text) {
  return parse_rfc3339(text).value();
}

const TimeZone berlin = *TimeZone::find("Europe/Berlin");
// A Thursday, 10:00 to 11:30 on the wall.
const ClassTime first{at("2026-03-19T09:00:00Z"), at("2026-03-19T10:30:00Z")};

std::string starts(const Result<std::vector<ClassTime>>& times) {
  if (!times) return std::string(times.error().details.front().field);
  std::string text;
  for (const auto& time : *times) text += to_rfc3339(time.starts_at).substr(0, 16) + " ";
  return text;
}

TEST(Recurrence, KeepsTheTimeOnTheWall) {
  const auto times = occurrences(first, {.count = 3}, berlin);
  EXPECT_EQ(starts(times), "2026-03-19T09:00 2026-03-26T09:00 2026-04-02T08:00 ");
  for (const auto& time : *times) EXPECT_EQ(time.ends_at - time.starts_at, std::chrono::minutes(90));
}

TEST(Recurrence, TakesSeveralDaysAWeekAndLeavesWeeksOut) {
  EXPECT_EQ(starts(occurrences(first, {.days = {Weekday::fr, Weekday::mo, Weekday::fr}, .count = 4}, berlin)),
            "2026-03-20T09:00 2026-03-23T09:00 2026-03-27T09:00 2026-03-30T08:00 ")
      << "never before the first one";
  EXPECT_EQ(
      starts(occurrences(first, {.interval = 2, .days = {Weekday::mo, Weekday::th}, .count = 3}, berlin)),
      "2026-03-19T09:00 2026-03-30T08:00 2026-04-02T08:00 ");
}

TEST(Recurrence, EndsWithADayOrAnInstant) {
  EXPECT_EQ(starts(occurrences(first, {.until = "2026-03-26"}, berlin)),
            "2026-03-19T09:00 2026-03-26T09:00 ");
  EXPECT_EQ(starts(occurrences(first, {.until = "2026-03-25"}, berlin)), "2026-03-19T09:00 ");
  EXPECT_EQ(starts(occurrences(first, {.until = "2026-03-26T09:00:00Z"}, berlin)),
            "2026-03-19T09:00 2026-03-26T09:00 ");
}

TEST(Recurrence, RefusesRulesWithoutEndOrSense) {
  EXPECT_EQ(starts(occurrences(first, {}, berlin)), "repeat.until");
  EXPECT_EQ(starts(occurrences(first, {.until = "2026-03-26", .count = 2}, berlin)), "repeat.until");
  EXPECT_EQ(starts(occurrences(first, {.until = "soon-enough"}, berlin)), "repeat.until");
  EXPECT_EQ(starts(occurrences(first, {.until = "2026-03-01"}, berlin)), "repeat.until");
  EXPECT_EQ(starts(occurrences(first, {.until = "2035-01-01"}, berlin)), "repeat.until");
  EXPECT_EQ(occurrences(first, {.count = 100}, berlin)->size(), 100U);
}

TEST(Recurrence, BoundsTheLengthOfAClass) {
  const auto length = [](std::chrono::seconds seconds) {
    return check_class_time({first.starts_at, first.starts_at + seconds}).has_value();
  };
  EXPECT_FALSE(length(std::chrono::seconds(299)));
  EXPECT_TRUE(length(std::chrono::seconds(300)));
  EXPECT_TRUE(length(std::chrono::hours(12)));
  EXPECT_FALSE(length(std::chrono::hours(12) + std::chrono::seconds(1)));
}

TEST(Recurrence, MovesOtherClassesAsFarOnTheWall) {
  const ClassTime later{at("2026-04-02T08:00:00Z"), at("2026-04-02T09:30:00Z")};  // 10:00 in summer
  const ClassTime wanted{at("2026-03-20T10:00:00Z"),
                         at("2026-03-20T11:00:00Z")};  // a day and an hour later, shorter
  EXPECT_EQ(moved(later, first, wanted, berlin),
            (ClassTime{at("2026-04-03T09:00:00Z"), at("2026-04-03T10:00:00Z")}));
}

}  // namespace
}  // namespace vtp::courses
