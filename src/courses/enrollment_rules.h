// When a course takes a student: policy and key, status, seats.
#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "courses/course_store.h"

namespace vtp::courses {

/// Policy and key, which hold for those who come by themselves.
Result<void> check_admission(const StoredCourse& course, const std::optional<std::string>& key);

/// Those who manage the students may fill a draft.
Result<void> check_takes_students(const StoredCourse& course, bool manages);

/// Does an enrolment of this status count towards the limit?
bool takes_seat(EnrollmentStatus status);

/// How many more students there is room for; nullopt without a limit.
std::optional<int> free_seats(const StoredCourse& course);
Result<void> check_has_seat(const StoredCourse& course);

}  // namespace vtp::courses
