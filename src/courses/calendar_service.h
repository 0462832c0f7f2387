// Calendars for programs that cannot sign in: a secret in the address opens them (rows E16 and E46).
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/identity.h"
#include "base/time.h"
#include "courses/course.h"
#include "database/database.h"
#include "json/shape.h"

namespace vtp::courses {

struct CalendarAddress {
  std::string url;                 // of all own courses
  std::string course_url_pattern;  // with {course_id}
};

struct CalendarQuery {
  std::string token;
};

class CalendarService {
 public:
  CalendarService(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// Makes the addresses of the caller, under `origin`; those made before are void.
  Result<CalendarAddress> rotate(const Identity& caller, std::string_view origin);

  /// iCalendar text of all courses of the token's user; 401 INVALID_TOKEN if there is none.
  Result<std::string> of_user(std::string_view token, std::string_view origin);
  /// Of one course, for a user who may read it.
  Result<std::string> of_course(std::string_view token, CourseId course, std::string_view origin);

 private:
  db::Database& database_;
  const Clock& clock_;
};

}  // namespace vtp::courses

template <>
struct vtp::json::Shape<vtp::courses::CalendarAddress> {
  using T = vtp::courses::CalendarAddress;
  static constexpr std::string_view name = "CalendarAddress";
  static constexpr std::array fields{field<&T::url>("url"),
                                     field<&T::course_url_pattern>("course_url_pattern")};
};
template <>
struct vtp::json::Shape<vtp::courses::CalendarQuery> {
  using T = vtp::courses::CalendarQuery;
  static constexpr std::string_view name = "CalendarQuery";
  static constexpr std::array fields{field<&T::token>("token", verbatim, length(0, 200))};
};
