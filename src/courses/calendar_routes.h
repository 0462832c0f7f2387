// The routes of calendar feeds.
#pragma once

#include <string>

#include "courses/calendar_service.h"
#include "http/route.h"

namespace vtp::courses {

/// Rows E16 and E46. `public_url` as configured; empty: addresses begin as the client has called us.
/// `service` must outlive the table.
void add_calendar_routes(http::RouteTable& table, CalendarService& service, std::string public_url);

}  // namespace vtp::courses
