// Rows 20 and 27, and E53 of the API.
#pragma once

#include "http/route.h"
#include "recordings/info_service.h"

namespace vtp::recordings {

/// Everything must outlive the table.
void add_info_routes(http::RouteTable& table, InfoService& service, const RecordingSettings& settings);

}  // namespace vtp::recordings
