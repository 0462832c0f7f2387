// What the audit log keeps of courses and of who is in them.
#pragma once

#include <string_view>

#include "courses/course_store.h"
#include "database/database.h"
#include "http/request.h"

namespace vtp::courses {

/// Something was done to the course itself. `before` and `after` may be null.
void audit_course(db::Transaction& tx, const http::Request& request, std::string_view action,
                  const StoredCourse* before, const StoredCourse* after, Timestamp now);

/// Something was done to the place of a user in a course. `before` and `after` are a role or a status, or
/// empty.
void audit_person(db::Transaction& tx, const http::Request& request, std::string_view action, CourseId course,
                  UserId person, std::string_view before, std::string_view after, Timestamp now);

}  // namespace vtp::courses
