// What travels over the API about courses: requests, queries and answers of rows 28 to 32 and 40.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "courses/course.h"
#include "courses/lecture_catalogue.h"
#include "courses/live_classes.h"
#include "json/shape.h"

namespace vtp::courses {

struct CreateCourse {
  std::string code;
  std::string name;
  std::optional<std::string> description;
  std::optional<std::string> department;
  std::string semester;
  int year = 0;
  int max_students = 0;
  CourseStatus status = CourseStatus::draft;
  EnrollmentPolicy enrollment_policy = EnrollmentPolicy::open;
  std::optional<std::string> enrollment_key;
  json::Raw settings;
  std::optional<UserId> instructor_id;
};

struct UpdateCourse {
  std::optional<std::string> code;
  std::optional<std::string> name;
  json::Patch<std::string> description;
  json::Patch<std::string> department;
  std::optional<std::string> semester;
  std::optional<int> year;
  std::optional<int> max_students;
  std::optional<CourseStatus> status;
  std::optional<EnrollmentPolicy> enrollment_policy;
  json::Patch<std::string> enrollment_key;
  std::optional<json::Raw> settings;
  std::optional<UserId> instructor_id;
};

/// A field and a direction; a leading minus is descending.
enum class CourseOrder : std::uint8_t {
  created_at_up,
  created_at_down,
  name_up,
  name_down,
  code_up,
  code_down,
  year_up,
  year_down,
};

struct CourseQuery {
  std::optional<std::string> semester;
  std::optional<int> year;
  std::optional<UserId> instructor_id;
  std::optional<CourseStatus> status;
  std::optional<std::string> q;
  bool mine = false;
  CourseOrder sort = CourseOrder::created_at_down;
  int limit = 20;
  int offset = 0;
};

/// A course as one caller sees it.
struct CourseAnswer : Course {
  int recording_count = 0;  // those that the caller can see
  std::optional<CourseRole> my_role;
  bool is_enrolled = false;
  json::Omittable<json::Raw> settings;  // for those who may change them
};

struct CourseList {
  std::vector<CourseAnswer> courses;
  std::int64_t total = 0;
  int limit = 0;
  int offset = 0;
};

/// The next class of a course on the calendar.
struct NextSession {
  ClassSessionId id;
  std::string title;
  Timestamp starts_at;
  Timestamp ends_at;
};

struct CourseDetail : CourseAnswer {
  std::vector<Lecture> recordings;
  json::Percent my_progress_percent;
  std::optional<NextSession> next_session;
  std::optional<LiveRoom> live_room;
};

struct CourseStats {
  CourseId course_id;
  std::string course_name;
  int total_students = 0;
  int total_recordings = 0;
  int published_recordings = 0;
  int unique_viewers = 0;
  std::int64_t total_views = 0;
  std::chrono::seconds total_watch_time_seconds{0};
  std::optional<Timestamp> last_accessed;
  json::Percent average_engagement;
  json::Percent average_completion;
  std::optional<json::Percent> attendance_rate;
  int total_sessions = 0;
  int held_sessions = 0;
};

}  // namespace vtp::courses

template <>
struct vtp::EnumNames<vtp::courses::CourseOrder> {
  static constexpr std::array<std::string_view, 8> names{"created_at", "-created_at", "name", "-name",
                                                         "code",       "-code",       "year", "-year"};
};

namespace vtp::json {

template <>
struct Shape<courses::CreateCourse> {
  using T = courses::CreateCourse;
  static constexpr std::string_view name = "CreateCourse";
  static constexpr std::array fields{
      field<&T::code>("code", required, length(1, 50)),
      field<&T::name>("name", required, length(1, 255)),
      field<&T::description>("description", length(0, 1000)),
      field<&T::department>("department", length(0, 100)),
      field<&T::semester>("semester", required, length(1, 20)),
      field<&T::year>("year", required, range(2020, 2100)),
      field<&T::max_students>("max_students", range(0, 1'000'000)),
      field<&T::status>("status"),
      field<&T::enrollment_policy>("enrollment_policy"),
      field<&T::enrollment_key>("enrollment_key", length(4, 64)),
      field<&T::settings>("settings", length(0, 16 * 1024)),
      field<&T::instructor_id>("instructor_id"),
  };
};

template <>
struct Shape<courses::UpdateCourse> {
  using T = courses::UpdateCourse;
  static constexpr std::string_view name = "UpdateCourse";
  static constexpr std::array fields{
      field<&T::code>("code", not_null, length(1, 50)),
      field<&T::name>("name", not_null, length(1, 255)),
      field<&T::description>("description", length(0, 1000)),
      field<&T::department>("department", length(0, 100)),
      field<&T::semester>("semester", not_null, length(1, 20)),
      field<&T::year>("year", not_null, range(2020, 2100)),
      field<&T::max_students>("max_students", not_null, range(0, 1'000'000)),
      field<&T::status>("status", not_null),
      field<&T::enrollment_policy>("enrollment_policy", not_null),
      field<&T::enrollment_key>("enrollment_key", length(4, 64)),
      field<&T::settings>("settings", not_null, length(0, 16 * 1024)),
      field<&T::instructor_id>("instructor_id", not_null),
  };
};

template <>
struct Shape<courses::CourseQuery> {
  using T = courses::CourseQuery;
  static constexpr std::string_view name = "CourseQuery";
  static constexpr std::array fields{
      field<&T::semester>("semester", length(0, 20)),
      field<&T::year>("year", range(0, 9999)),
      field<&T::instructor_id>("instructor_id"),
      field<&T::status>("status"),
      field<&T::q>("q", length(0, 200)),
      field<&T::mine>("mine"),
      field<&T::sort>("sort"),
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e9)),
  };
};

template <>
struct Shape<courses::CourseAnswer> {
  using T = courses::CourseAnswer;
  static constexpr std::string_view name = "Course";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::code>("code"),
      field<&T::name>("name"),
      field<&T::description>("description"),
      field<&T::instructor_id>("instructor_id"),
      field<&T::instructor_name>("instructor_name"),
      field<&T::department>("department"),
      field<&T::semester>("semester"),
      field<&T::year>("year"),
      field<&T::status>("status"),
      field<&T::max_students>("max_students"),
      field<&T::enrollment_policy>("enrollment_policy"),
      field<&T::enrolled_count>("enrolled_count"),
      field<&T::recording_count>("recording_count"),
      field<&T::my_role>("my_role"),
      field<&T::is_enrolled>("is_enrolled"),
      field<&T::settings>("settings"),
      field<&T::created_at>("created_at"),
      field<&T::updated_at>("updated_at"),
  };
};

template <>
struct Shape<courses::CourseList> {
  using T = courses::CourseList;
  static constexpr std::string_view name = "CourseList";
  static constexpr std::array fields{
      field<&T::courses>("courses"),
      field<&T::total>("total"),
      field<&T::limit>("limit"),
      field<&T::offset>("offset"),
  };
};

template <>
struct Shape<courses::NextSession> {
  using T = courses::NextSession;
  static constexpr std::string_view name = "NextSession";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::title>("title"),
      field<&T::starts_at>("starts_at"),
      field<&T::ends_at>("ends_at"),
  };
};

template <>
struct Shape<courses::CourseDetail> {
  using T = courses::CourseDetail;
  static constexpr std::string_view name = "CourseDetail";
  static constexpr std::array fields =
      joined(Shape<courses::CourseAnswer>::fields, std::array{
                                                       field<&T::recordings>("recordings"),
                                                       field<&T::my_progress_percent>("my_progress_percent"),
                                                       field<&T::next_session>("next_session"),
                                                       field<&T::live_room>("live_room"),
                                                   });
};

template <>
struct Shape<courses::CourseStats> {
  using T = courses::CourseStats;
  static constexpr std::string_view name = "CourseStats";
  static constexpr std::array fields{
      field<&T::course_id>("course_id"),
      field<&T::course_name>("course_name"),
      field<&T::total_students>("total_students"),
      field<&T::total_recordings>("total_recordings"),
      field<&T::published_recordings>("published_recordings"),
      field<&T::unique_viewers>("unique_viewers"),
      field<&T::total_views>("total_views"),
      field<&T::total_watch_time_seconds>("total_watch_time_seconds"),
      field<&T::last_accessed>("last_accessed"),
      field<&T::average_engagement>("average_engagement"),
      field<&T::average_completion>("average_completion"),
      field<&T::attendance_rate>("attendance_rate"),
      field<&T::total_sessions>("total_sessions"),
      field<&T::held_sessions>("held_sessions"),
  };
};

}  // namespace vtp::json
