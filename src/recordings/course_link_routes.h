// Rows 36 and 37, E36 to E40 of the API.
#pragma once

#include "http/route.h"
#include "recordings/course_link_service.h"

namespace vtp::recordings {

/// `service` must outlive the table.
void add_course_link_routes(http::RouteTable& table, CourseLinkService& service);

}  // namespace vtp::recordings
