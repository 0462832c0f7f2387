// The routes of the calendar of a course.
#pragma once

#include "courses/session_service.h"
#include "http/route.h"

namespace vtp::courses {

/// Rows E41 to E43. `service` must outlive the table.
void add_session_routes(http::RouteTable& table, SessionService& service);

}  // namespace vtp::courses
