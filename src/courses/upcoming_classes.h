// What begins soon in the courses of one user (row E15).
#pragma once

#include <string>
#include <vector>

#include "courses/class_session.h"
#include "database/database.h"

namespace vtp::courses {

struct UpcomingClass {
  ClassSessionId id;
  CourseId course_id;
  std::string course_code;
  std::string course_name;
  std::string title;
  Timestamp starts_at;
  Timestamp ends_at;
};

/// Classes that have not been started and not ended, and are scheduled to begin before `until`; the next
/// first, at most `limit`.
std::vector<UpcomingClass> upcoming_classes(db::Transaction& tx, UserId user, Timestamp now, Timestamp until,
                                            int limit);

}  // namespace vtp::courses
