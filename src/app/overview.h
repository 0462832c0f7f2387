// The first page of a signed-in person in one answer: what is live, what begins soon, what to go on with
// (row E15). It takes from every feature, so it is at home here.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "courses/upcoming_classes.h"
#include "database/database.h"
#include "http/route.h"
#include "json/shape.h"
#include "recordings/continue_watching.h"

namespace vtp::app {

struct LiveNow {
  RoomId room_id;
  std::optional<CourseId> course_id;
  std::string title;
};

struct Overview {
  std::vector<LiveNow> live_now;
  std::vector<courses::UpcomingClass> upcoming;
  std::vector<recordings::UnfinishedLecture> continue_watching;
  int alerts = 0;  // nothing raises any before there are reports
};

Result<Overview> overview_of(db::Database& database, const Identity& caller, Timestamp now);

void add_overview_route(http::RouteTable& table, db::Database& database, const Clock& clock);

}  // namespace vtp::app

namespace vtp::json {

template <>
struct Shape<courses::UpcomingClass> {
  using T = courses::UpcomingClass;
  static constexpr std::string_view name = "UpcomingClass";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::course_id>("course_id"),
      field<&T::course_code>("course_code"),
      field<&T::course_name>("course_name"),
      field<&T::title>("title"),
      field<&T::starts_at>("starts_at"),
      field<&T::ends_at>("ends_at"),
  };
};
template <>
struct Shape<recordings::UnfinishedLecture> {
  using T = recordings::UnfinishedLecture;
  static constexpr std::string_view name = "UnfinishedLecture";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::course_id>("course_id"),
      field<&T::title>("title"),
      field<&T::thumbnail_url>("thumbnail_url"),
      field<&T::position_seconds>("position_seconds"),
      field<&T::duration_seconds>("duration_seconds"),
  };
};
template <>
struct Shape<app::LiveNow> {
  using T = app::LiveNow;
  static constexpr std::string_view name = "LiveNow";
  static constexpr std::array fields{field<&T::room_id>("room_id"), field<&T::course_id>("course_id"),
                                     field<&T::title>("title")};
};
template <>
struct Shape<app::Overview> {
  using T = app::Overview;
  static constexpr std::string_view name = "Overview";
  static constexpr std::array fields{
      field<&T::live_now>("live_now"),
      field<&T::upcoming>("upcoming"),
      field<&T::continue_watching>("continue_watching"),
      field<&T::alerts>("alerts"),
  };
};

}  // namespace vtp::json
