// The routes of roles in courses.
#pragma once

#include "courses/permission_service.h"
#include "http/route.h"

namespace vtp::courses {

/// Rows 38, 39 and E35. `service` must outlive the table.
void add_permission_routes(http::RouteTable& table, PermissionService& service);

}  // namespace vtp::courses
