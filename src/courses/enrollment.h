// Who studies in a course: rows 33 to 35, E14, E33 and E34.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "courses/course.h"
#include "courses/course_shapes.h"
#include "json/shape.h"

namespace vtp::courses {

using EnrollmentId = Id<struct EnrollmentTag>;

struct Enrollment {
  EnrollmentId id;
  CourseId course_id;
  UserId student_id;
  Timestamp enrollment_date;
  EnrollmentStatus status = EnrollmentStatus::active;
};

struct Enroll {
  std::optional<UserId> student_id;  // absent: the caller
  std::optional<std::string> enrollment_key;
};

struct SetEnrollmentStatus {
  EnrollmentStatus status = EnrollmentStatus::active;
};

enum class ListFormat : std::uint8_t { json, csv };

struct EnrollmentQuery {
  std::optional<EnrollmentStatus> status;
  std::optional<std::string> q;
  ListFormat format = ListFormat::json;
  int limit = 20;
  int offset = 0;
};

/// A student as those see them who manage the course.
struct EnrolledStudent {
  EnrollmentId id;
  UserId student_id;
  std::string full_name;
  std::string email;
  Timestamp enrollment_date;
  EnrollmentStatus status = EnrollmentStatus::active;
  std::optional<json::Percent> attendance_rate;
  json::Percent avg_completion_percent;
  std::optional<Timestamp> last_activity_at;
};

struct EnrollmentList {
  std::vector<EnrolledStudent> enrollments;
  std::int64_t total = 0;
  int limit = 0;
  int offset = 0;
};

struct MyEnrollmentQuery {
  std::optional<EnrollmentStatus> status;
  int limit = 20;
  int offset = 0;
};

struct MyEnrollment : Enrollment {
  CourseAnswer course;
  json::Percent my_progress_percent;
  std::optional<json::Percent> attendance_rate;
  std::optional<NextSession> next_session;
};

struct MyEnrollmentList {
  std::vector<MyEnrollment> enrollments;
  std::int64_t total = 0;
  int limit = 0;
  int offset = 0;
};

struct ImportQuery {
  bool dry_run = true;
  bool create_users = false;
};

/// Why a line of an import cannot be taken.
struct ImportProblem {
  int line = 0;  // of the file, from 1
  std::string email;
  std::string code;
};

struct ImportReport {
  int created = 0;  // accounts
  int enrolled = 0;
  int already = 0;  // were enrolled before, or stand in the file twice
  std::vector<ImportProblem> errors;
};

}  // namespace vtp::courses

template <>
struct vtp::EnumNames<vtp::courses::ListFormat> {
  static constexpr std::array<std::string_view, 2> names{"json", "csv"};
};

namespace vtp::json {

template <>
struct Shape<courses::Enrollment> {
  using T = courses::Enrollment;
  static constexpr std::string_view name = "Enrollment";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::course_id>("course_id"),
      field<&T::student_id>("student_id"),
      field<&T::enrollment_date>("enrollment_date"),
      field<&T::status>("status"),
  };
};

template <>
struct Shape<courses::Enroll> {
  using T = courses::Enroll;
  static constexpr std::string_view name = "Enroll";
  static constexpr std::array fields{
      field<&T::student_id>("student_id"),
      field<&T::enrollment_key>("enrollment_key", length(0, 64)),
  };
};

template <>
struct Shape<courses::SetEnrollmentStatus> {
  using T = courses::SetEnrollmentStatus;
  static constexpr std::string_view name = "SetEnrollmentStatus";
  static constexpr std::array fields{field<&T::status>("status", required)};
};

template <>
struct Shape<courses::EnrollmentQuery> {
  using T = courses::EnrollmentQuery;
  static constexpr std::string_view name = "EnrollmentQuery";
  static constexpr std::array fields{
      field<&T::status>("status"),
      field<&T::q>("q", length(0, 200)),
      field<&T::format>("format"),
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e9)),
  };
};

template <>
struct Shape<courses::EnrolledStudent> {
  using T = courses::EnrolledStudent;
  static constexpr std::string_view name = "EnrolledStudent";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::student_id>("student_id"),
      field<&T::full_name>("full_name"),
      field<&T::email>("email"),
      field<&T::enrollment_date>("enrollment_date"),
      field<&T::status>("status"),
      field<&T::attendance_rate>("attendance_rate"),
      field<&T::avg_completion_percent>("avg_completion_percent"),
      field<&T::last_activity_at>("last_activity_at"),
  };
};

template <>
struct Shape<courses::EnrollmentList> {
  using T = courses::EnrollmentList;
  static constexpr std::string_view name = "EnrollmentList";
  static constexpr std::array fields{
      field<&T::enrollments>("enrollments"),
      field<&T::total>("total"),
      field<&T::limit>("limit"),
      field<&T::offset>("offset"),
  };
};

template <>
struct Shape<courses::MyEnrollmentQuery> {
  using T = courses::MyEnrollmentQuery;
  static constexpr std::string_view name = "MyEnrollmentQuery";
  static constexpr std::array fields{
      field<&T::status>("status"),
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e9)),
  };
};

template <>
struct Shape<courses::MyEnrollment> {
  using T = courses::MyEnrollment;
  static constexpr std::string_view name = "MyEnrollment";
  static constexpr std::array fields =
      joined(Shape<courses::Enrollment>::fields, std::array{
                                                     field<&T::course>("course"),
                                                     field<&T::my_progress_percent>("my_progress_percent"),
                                                     field<&T::attendance_rate>("attendance_rate"),
                                                     field<&T::next_session>("next_session"),
                                                 });
};

template <>
struct Shape<courses::MyEnrollmentList> {
  using T = courses::MyEnrollmentList;
  static constexpr std::string_view name = "MyEnrollmentList";
  static constexpr std::array fields{
      field<&T::enrollments>("enrollments"),
      field<&T::total>("total"),
      field<&T::limit>("limit"),
      field<&T::offset>("offset"),
  };
};

template <>
struct Shape<courses::ImportQuery> {
  using T = courses::ImportQuery;
  static constexpr std::string_view name = "ImportQuery";
  static constexpr std::array fields{
      field<&T::dry_run>("dry_run"),
      field<&T::create_users>("create_users"),
  };
};

template <>
struct Shape<courses::ImportProblem> {
  using T = courses::ImportProblem;
  static constexpr std::string_view name = "ImportProblem";
  static constexpr std::array fields{
      field<&T::line>("line"),
      field<&T::email>("email"),
      field<&T::code>("code"),
  };
};

template <>
struct Shape<courses::ImportReport> {
  using T = courses::ImportReport;
  static constexpr std::string_view name = "ImportReport";
  static constexpr std::array fields{
      field<&T::created>("created"),
      field<&T::enrolled>("enrolled"),
      field<&T::already>("already"),
      field<&T::errors>("errors"),
  };
};

}  // namespace vtp::json
