#include "courses/course_service.h"

#include <utility>

#include "accounts/user_store.h"
#include "base/try.h"
#include "courses/class_calendar.h"
#include "courses/course_access.h"
#include "courses/course_answers.h"
#include "courses/course_audit.h"
#include "courses/course_list.h"
#include "courses/course_store.h"
#include "courses/enrollment_key.h"

namespace vtp::courses {
namespace {

std::unexpected<Error> code_exists() {
  return fail(ErrorCode::course_code_exists, "Another course has this code already");
}

std::unexpected<Error> key_missing() {
  return fail_field("enrollment_key", "is required for the enrolment policy key", ErrorCode::missing_fields);
}

/// Who may own a course: teachers and administrators who still exist.
Result<void> check_may_own(db::Transaction& tx, UserId id) {
  const auto user = accounts::find_user(tx, id);
  if (!user || user->is_deleted()) return fail(ErrorCode::user_not_found, "There is no such user");
  if (user->role == Role::student)
    return fail(ErrorCode::course_role_not_allowed, "Only teachers and administrators can own a course");
  return {};
}

/// Only account admins make a course pass to somebody else.
Result<void> check_owner_change(const Identity& caller, UserId owner, const std::optional<UserId>& wanted) {
  if (!wanted || *wanted == owner || caller.is_admin()) return {};
  return not_permitted("Only administrators choose who owns a course");
}

StoredCourse new_course(const CreateCourse& wanted, UserId owner, Timestamp now) {
  StoredCourse course;
  course.id = CourseId::make();
  course.code = wanted.code;
  course.name = wanted.name;
  course.description = wanted.description;
  course.instructor_id = owner;
  course.department = wanted.department;
  course.semester = wanted.semester;
  course.year = wanted.year;
  course.status = wanted.status;
  course.max_students = wanted.max_students;
  course.enrollment_policy = wanted.enrollment_policy;
  if (wanted.enrollment_key) course.enrollment_key_hash = hash_enrollment_key(*wanted.enrollment_key);
  course.settings = wanted.settings.text;
  course.created_at = course.updated_at = now;
  return course;
}

template <class T>
void replace(T& stored, const std::optional<T>& wanted) {
  if (wanted) stored = *wanted;
}

StoredCourse changed(StoredCourse course, const UpdateCourse& wanted, Timestamp now) {
  replace(course.code, wanted.code);
  replace(course.name, wanted.name);
  wanted.description.apply_to(course.description);
  wanted.department.apply_to(course.department);
  replace(course.semester, wanted.semester);
  replace(course.year, wanted.year);
  replace(course.max_students, wanted.max_students);
  replace(course.status, wanted.status);
  replace(course.enrollment_policy, wanted.enrollment_policy);
  if (wanted.enrollment_key.is_present())
    course.enrollment_key_hash = wanted.enrollment_key.value().transform(hash_enrollment_key);
  if (wanted.settings) course.settings = wanted.settings->text;
  replace(course.instructor_id, wanted.instructor_id);
  course.updated_at = now;
  return course;
}

/// What the role that allows to change a course does not include.
Result<void> check_change(const Identity& caller, const SeenCourse& seen, const UpdateCourse& wanted) {
  if (wanted.code && *wanted.code != seen.course.code && !seen.standing().is_master())
    return not_permitted("Only the owner of the course and administrators change its code");
  return check_owner_change(caller, seen.course.instructor_id, wanted.instructor_id);
}

/// A deleted course still exists for those who may restore it.
Result<SeenCourse> find_for_master(db::Transaction& tx, const Identity& caller, CourseId id) {
  auto seen = find_course(tx, id, caller);
  if (!seen) return no_such_course();
  const auto standing = seen->standing();
  if (standing.is_master()) return *std::move(seen);
  if (!standing.may_know()) return no_such_course();
  return not_permitted("Only the owner of the course and administrators may do this");
}

json::Percent progress_of(const std::vector<Lecture>& lectures) {
  double sum = 0;
  int count = 0;
  for (const auto& lecture : lectures)
    if (lecture.is_required && lecture.is_published) sum += lecture.my_coverage_percent.value, ++count;
  return {count == 0 ? 0 : sum / count};
}

}  // namespace

Result<CourseAnswer> CourseService::create(const http::Request& request, const CreateCourse& wanted) {
  const Identity& caller = request.caller();
  if (wanted.enrollment_policy == EnrollmentPolicy::key && !wanted.enrollment_key) return key_missing();
  VTP_CHECK(check_owner_change(caller, caller.user, wanted.instructor_id));
  const auto course = new_course(wanted, wanted.instructor_id.value_or(caller.user), clock_.now());
  return database_.write([&](db::Transaction& tx) -> Result<CourseAnswer> {
    VTP_CHECK(check_may_own(tx, course.instructor_id));
    if (!insert_course(tx, course)) return code_exists();
    audit_course(tx, request, "course.create", nullptr, &course, course.created_at);
    return answer_for(tx, lectures_, find_course(tx, course.id, caller).value());
  });
}

Result<CourseList> CourseService::list(const Identity& caller, const CourseQuery& query) {
  return database_.read([&](db::Transaction& tx) {
    const auto page = list_courses(tx, caller, query);
    return CourseList{.courses = answers_for(tx, lectures_, page.courses),
                      .total = page.total,
                      .limit = query.limit,
                      .offset = query.offset};
  });
}

Result<CourseDetail> CourseService::find(const Identity& caller, CourseId id) {
  return database_.read([&](db::Transaction& tx) -> Result<CourseDetail> {
    const auto seen = find_course(tx, id, caller);
    if (!seen || !seen->standing().may_know()) return no_such_course();
    const auto standing = seen->standing();
    CourseDetail detail;
    static_cast<CourseAnswer&>(detail) = answer_for(tx, lectures_, *seen);
    if (!standing.can(Capability::course_read)) return detail;
    detail.recordings =
        lectures_.lectures(tx, id, caller.user, standing.can(Capability::recordings_view_unpublished));
    detail.my_progress_percent = progress_of(detail.recordings);
    const auto next = next_sessions(tx, std::array{id}, clock_.now());
    if (const auto found = next.find(id); found != next.end()) detail.next_session = found->second;
    const auto live = live_.of_courses(tx, std::array{id});
    if (const auto found = live.find(id); found != live.end()) detail.live_room = found->second;
    return detail;
  });
}

Result<CourseAnswer> CourseService::update(const http::Request& request, CourseId id,
                                           const UpdateCourse& wanted) {
  const Identity& caller = request.caller();
  return database_.write([&](db::Transaction& tx) -> Result<CourseAnswer> {
    VTP_CHECK(require(tx, caller, id, Capability::course_update));
    lock_course(tx, id);
    const auto seen = find_course(tx, id, caller).value();
    VTP_CHECK(check_change(caller, seen, wanted));
    const auto course = changed(seen.course, wanted, clock_.now());
    if (course.enrollment_policy == EnrollmentPolicy::key && !course.enrollment_key_hash)
      return key_missing();
    if (course.instructor_id != seen.course.instructor_id) VTP_CHECK(check_may_own(tx, course.instructor_id));
    if (is_code_taken(tx, course.code, id)) return code_exists();
    update_course(tx, course);
    audit_course(tx, request, "course.update", &seen.course, &course, course.updated_at);
    return answer_for(tx, lectures_, find_course(tx, id, caller).value());
  });
}

Result<void> CourseService::remove(const http::Request& request, CourseId id) {
  return database_.write([&](db::Transaction& tx) -> Result<void> {
    VTP_TRY(const auto seen, find_for_master(tx, request.caller(), id));
    if (seen.course.is_deleted) return {};
    lock_course(tx, id);
    if (is_class_in_progress(tx, id))
      return fail(ErrorCode::class_in_progress, "A class of the course is going on; end it first");
    const auto now = clock_.now();
    mark_deleted(tx, id, now, now);
    audit_course(tx, request, "course.delete", &seen.course, nullptr, now);
    return {};
  });
}

Result<CourseAnswer> CourseService::restore(const http::Request& request, CourseId id) {
  const Identity& caller = request.caller();
  return database_.write([&](db::Transaction& tx) -> Result<CourseAnswer> {
    VTP_TRY(const auto seen, find_for_master(tx, caller, id));
    if (!seen.course.is_deleted) return fail(ErrorCode::not_deleted, "The course is not deleted");
    if (is_code_taken(tx, seen.course.code, id)) return code_exists();
    const auto now = clock_.now();
    mark_deleted(tx, id, std::nullopt, now);
    audit_course(tx, request, "course.restore", nullptr, &seen.course, now);
    return answer_for(tx, lectures_, find_course(tx, id, caller).value());
  });
}

Result<CourseStats> CourseService::stats(const Identity& caller, CourseId id) {
  return database_.read([&](db::Transaction& tx) -> Result<CourseStats> {
    VTP_CHECK(require(tx, caller, id, Capability::stats_read));
    const auto course = find_course(tx, id, caller).value().course;
    const auto figures = lectures_.figures(tx, id);
    const auto sessions = count_sessions(tx, id);
    // Engagement and attendance rest on classes and events; without them the score is 0 and there is no rate.
    return CourseStats{.course_id = id,
                       .course_name = course.name,
                       .total_students = course.enrolled_count,
                       .total_recordings = figures.total_recordings,
                       .published_recordings = figures.published_recordings,
                       .unique_viewers = figures.unique_viewers,
                       .total_views = figures.total_views,
                       .total_watch_time_seconds = figures.total_watch_time,
                       .last_accessed = figures.last_accessed,
                       .average_engagement = {0},
                       .average_completion = {figures.average_completion},
                       .attendance_rate = std::nullopt,
                       .total_sessions = sessions.total,
                       .held_sessions = sessions.held};
  });
}

}  // namespace vtp::courses
