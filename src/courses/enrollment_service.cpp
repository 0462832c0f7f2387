#include "courses/enrollment_service.h"

#include <algorithm>
#include <span>
#include <utility>

#include "accounts/user_store.h"
#include "base/csv.h"
#include "base/try.h"
#include "courses/class_calendar.h"
#include "courses/course_answers.h"
#include "courses/course_audit.h"
#include "courses/course_store.h"
#include "courses/enrollment_rules.h"
#include "http/csv_response.h"

namespace vtp::courses {
namespace {

/// How many students one statement asks about.
constexpr std::size_t students_at_once = 500;

Result<void> check_user_exists(db::Transaction& tx, UserId id) {
  const auto user = accounts::find_user(tx, id);
  if (!user || user->is_deleted()) return fail(ErrorCode::user_not_found, "There is no such user");
  return {};
}

std::unexpected<Error> enrollment_not_found() {
  return fail(ErrorCode::enrollment_not_found, "The user was never enrolled in this course");
}

/// May the caller drop the enrolment? Students drop their own, also when they have lost sight of the course
/// since, but not while they are suspended: else they could enrol anew.
Result<void> check_may_drop(const std::optional<Standing>& standing, bool is_own,
                            const std::optional<Enrollment>& enrollment) {
  const bool knows =
      standing && !standing->is_deleted &&
      (standing->may_know() || (is_own && enrollment && standing->status != CourseStatus::draft));
  if (!knows) return no_such_course();
  if (standing->can(Capability::students_manage)) return {};
  if (!is_own) return not_permitted("Only those who manage the students of the course may drop others");
  if (enrollment && enrollment->status == EnrollmentStatus::suspended)
    return not_permitted("A suspended enrolment can only be changed by those who manage the course");
  return {};
}

std::string to_csv(const std::vector<EnrolledStudent>& students) {
  std::string text;
  csv::append_row(text, {"student_id", "full_name", "email", "enrollment_date", "status", "attendance_rate",
                         "avg_completion_percent", "last_activity_at"});
  for (const auto& student : students)
    csv::append_row(text, {student.student_id.view(), student.full_name, student.email,
                           to_rfc3339(student.enrollment_date), to_text(student.status),
                           student.attendance_rate ? json::write(*student.attendance_rate) : "",
                           json::write(student.avg_completion_percent),
                           student.last_activity_at ? to_rfc3339(*student.last_activity_at) : ""});
  return text;
}

}  // namespace

Result<Enrollment> EnrollmentService::enroll(const http::Request& request, CourseId course,
                                             const Enroll& wanted) {
  const Identity& caller = request.caller();
  const UserId student = wanted.student_id.value_or(caller.user);
  return database_.write([&](db::Transaction& tx) -> Result<Enrollment> {
    VTP_TRY(const auto standing, require_visible(tx, caller, course));
    const bool manages = standing.can(Capability::students_manage);
    if (student != caller.user && !manages)
      return not_permitted("Only those who manage the students of the course may enrol others");
    lock_course(tx, course);
    VTP_CHECK(check_user_exists(tx, student));
    const auto stored = find_course(tx, course, caller).value().course;
    if (!manages) VTP_CHECK(check_admission(stored, wanted.enrollment_key));
    VTP_CHECK(check_takes_students(stored, manages));
    const auto former = find_enrollment(tx, course, student);
    if (former && former->status != EnrollmentStatus::dropped)
      return fail(ErrorCode::already_enrolled, "The student is enrolled already");
    VTP_CHECK(check_has_seat(stored));
    const auto now = clock_.now();
    const auto enrollment = put_enrollment(tx, course, student, caller.user, now);
    audit_person(tx, request, "enrollment.create", course, student, former ? to_text(former->status) : "",
                 to_text(enrollment.status), now);
    return enrollment;
  });
}

EnrollmentPage EnrollmentService::page_with_progress(db::Transaction& tx, CourseId course,
                                                     const EnrollmentQuery& query) {
  auto page = list_enrollments(tx, course, query);
  for (std::size_t from = 0; from < page.students.size(); from += students_at_once) {
    const auto part =
        std::span(page.students).subspan(from, std::min(students_at_once, page.students.size() - from));
    std::vector<UserId> ids;
    for (const auto& student : part) ids.push_back(student.student_id);
    const auto progress = lectures_.progress(tx, course, ids);
    for (auto& student : part) {
      const auto found = progress.find(student.student_id);
      if (found == progress.end()) continue;
      student.avg_completion_percent = {found->second.completion_percent};
      student.last_activity_at = found->second.last_activity_at;
    }
  }
  return page;
}

Result<EnrollmentList> EnrollmentService::list(const Identity& caller, CourseId course,
                                               const EnrollmentQuery& query) {
  return database_.read([&](db::Transaction& tx) -> Result<EnrollmentList> {
    VTP_CHECK(require(tx, caller, course, Capability::students_manage));
    auto page = page_with_progress(tx, course, query);
    return EnrollmentList{.enrollments = std::move(page.students),
                          .total = page.total,
                          .limit = query.limit,
                          .offset = query.offset};
  });
}

Result<std::string> EnrollmentService::list_as_csv(const Identity& caller, CourseId course,
                                                   const EnrollmentQuery& query) {
  auto everyone = query;
  everyone.limit = http::max_csv_rows;
  everyone.offset = 0;
  return database_.read([&](db::Transaction& tx) -> Result<std::string> {
    VTP_CHECK(require(tx, caller, course, Capability::students_manage));
    const auto page = page_with_progress(tx, course, everyone);
    VTP_CHECK(http::check_csv_rows(page.total));
    return to_csv(page.students);
  });
}

Result<MyEnrollmentList> EnrollmentService::list_own(const Identity& caller, const MyEnrollmentQuery& query) {
  return database_.read([&](db::Transaction& tx) {
    const auto page = list_enrollments_of(tx, caller, query);
    std::vector<CourseId> ids;
    for (const auto& enrollment : page.enrollments) ids.push_back(enrollment.course_id);
    auto courses = answers_for(tx, lectures_, page.courses);
    const auto progress =
        ids.empty() ? std::map<CourseId, StudentProgress>{} : lectures_.progress(tx, caller.user, ids);
    const auto next = next_sessions(tx, ids, clock_.now());

    MyEnrollmentList list{
        .enrollments = {}, .total = page.total, .limit = query.limit, .offset = query.offset};
    for (std::size_t i = 0; i < ids.size(); ++i) {
      MyEnrollment mine;
      static_cast<Enrollment&>(mine) = page.enrollments[i];
      mine.course = std::move(courses[i]);
      if (const auto found = progress.find(ids[i]); found != progress.end())
        mine.my_progress_percent = {found->second.completion_percent};
      if (const auto found = next.find(ids[i]); found != next.end()) mine.next_session = found->second;
      list.enrollments.push_back(std::move(mine));
    }
    return list;
  });
}

Result<void> EnrollmentService::drop(const http::Request& request, CourseId course, UserId student) {
  const Identity& caller = request.caller();
  return database_.write([&](db::Transaction& tx) -> Result<void> {
    const auto enrollment = find_enrollment(tx, course, student);
    VTP_CHECK(check_may_drop(find_standing(tx, caller, course), student == caller.user, enrollment));
    if (!enrollment) return enrollment_not_found();
    if (enrollment->status == EnrollmentStatus::dropped) return {};
    const auto now = clock_.now();
    set_enrollment_status(tx, enrollment->id, EnrollmentStatus::dropped, now);
    audit_person(tx, request, "enrollment.drop", course, student, to_text(enrollment->status),
                 to_text(EnrollmentStatus::dropped), now);
    return {};
  });
}

Result<Enrollment> EnrollmentService::set_status(const http::Request& request, CourseId course,
                                                 UserId student, EnrollmentStatus status) {
  const Identity& caller = request.caller();
  return database_.write([&](db::Transaction& tx) -> Result<Enrollment> {
    VTP_CHECK(require(tx, caller, course, Capability::students_manage));
    lock_course(tx, course);
    auto enrollment = find_enrollment(tx, course, student);
    if (!enrollment) return enrollment_not_found();
    if (enrollment->status == status) return *enrollment;
    const auto stored = find_course(tx, course, caller).value().course;
    if (takes_seat(status) && !takes_seat(enrollment->status)) VTP_CHECK(check_has_seat(stored));
    const auto now = clock_.now();
    set_enrollment_status(tx, enrollment->id, status, now);
    audit_person(tx, request, "enrollment.update", course, student, to_text(enrollment->status),
                 to_text(status), now);
    enrollment->status = status;
    return *enrollment;
  });
}

}  // namespace vtp::courses
