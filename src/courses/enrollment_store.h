// The table `course_enrollments`.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "courses/course_store.h"
#include "courses/enrollment.h"
#include "database/database.h"

namespace vtp::courses {

std::optional<Enrollment> find_enrollment(db::Transaction& tx, CourseId course, UserId student);

/// Makes an active enrolment, or makes a former one active again under its old id and with a new date.
Enrollment put_enrollment(db::Transaction& tx, CourseId course, UserId student, UserId created_by,
                          Timestamp now);

void set_enrollment_status(db::Transaction& tx, EnrollmentId id, EnrollmentStatus status, Timestamp now);

/// Active and completed enrolments.
int count_enrolled(db::Transaction& tx, CourseId course);

struct EnrollmentPage {
  std::vector<EnrolledStudent> students;  // without what is known of their progress
  std::int64_t total = 0;
};
EnrollmentPage list_enrollments(db::Transaction& tx, CourseId course, const EnrollmentQuery& query);

struct MyEnrollmentPage {
  std::vector<Enrollment> enrollments;
  std::vector<SeenCourse> courses;  // of the enrolment at the same place
  std::int64_t total = 0;
};
/// Not in courses that are deleted, nor in drafts, of which a student may not know.
MyEnrollmentPage list_enrollments_of(db::Transaction& tx, const Identity& student,
                                     const MyEnrollmentQuery& query);

}  // namespace vtp::courses
