// Rows 41 to 43, E68 to E72, E77 and E78.
#pragma once

#include <string>

#include "http/route.h"
#include "live/streaming/live_stream_service.h"

namespace vtp::live {

/// The service must outlive the table.
void add_live_stream_routes(http::RouteTable& table, LiveStreamService& service);
void add_distribution_routes(http::RouteTable& table, LiveStreamService& service);

}  // namespace vtp::live
