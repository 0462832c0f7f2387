// The routes of courses themselves.
#pragma once

#include "courses/course_service.h"
#include "http/route.h"

namespace vtp::courses {

/// Rows 28 to 32, 40 and E32. `service` must outlive the table.
void add_course_routes(http::RouteTable& table, CourseService& service);

}  // namespace vtp::courses
