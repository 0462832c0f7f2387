#include "courses/enrollment_rules.h"

#include <algorithm>

#include "courses/enrollment_key.h"

namespace vtp::courses {

Result<void> check_admission(const StoredCourse& course, const std::optional<std::string>& key) {
  if (course.enrollment_policy == EnrollmentPolicy::closed)
    return fail(ErrorCode::enrollment_closed, "The course takes no enrolments; ask its teacher");
  if (course.enrollment_policy == EnrollmentPolicy::open) return {};
  if (!key || !course.enrollment_key_hash || !matches_enrollment_key(*course.enrollment_key_hash, *key))
    return fail(ErrorCode::enrollment_key_invalid, "The enrolment key is not the one of this course");
  return {};
}

Result<void> check_takes_students(const StoredCourse& course, bool manages) {
  if (course.status == CourseStatus::active || (manages && course.status == CourseStatus::draft)) return {};
  return fail(ErrorCode::course_not_active, "The course is not active");
}

bool takes_seat(EnrollmentStatus status) {
  return status == EnrollmentStatus::active || status == EnrollmentStatus::completed;
}

std::optional<int> free_seats(const StoredCourse& course) {
  if (course.max_students == 0) return std::nullopt;
  return std::max(0, course.max_students - course.enrolled_count);
}

Result<void> check_has_seat(const StoredCourse& course) {
  if (free_seats(course) != 0) return {};
  return fail(ErrorCode::course_full, "The course is full");
}

}  // namespace vtp::courses
