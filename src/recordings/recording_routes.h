// Rows 15 to 17, E50 and E52 of the API.
#pragma once

#include "http/route.h"
#include "recordings/recording_service.h"

namespace vtp::recordings {

/// `service` must outlive the table.
void add_recording_routes(http::RouteTable& table, RecordingService& service);

}  // namespace vtp::recordings
