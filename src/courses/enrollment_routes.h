// The routes of students in courses.
#pragma once

#include "courses/enrollment_import.h"
#include "courses/enrollment_service.h"
#include "http/route.h"

namespace vtp::courses {

/// Rows 33 to 35, E14, E33 and E34. The services must outlive the table.
void add_enrollment_routes(http::RouteTable& table, EnrollmentService& service, EnrollmentImport& import);

}  // namespace vtp::courses
