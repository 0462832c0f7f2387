// Row 25 of the API.
#pragma once

#include "http/route.h"
#include "recordings/progress_service.h"

namespace vtp::recordings {

/// `service` must outlive the table.
void add_progress_routes(http::RouteTable& table, ProgressService& service);

}  // namespace vtp::recordings
