// Rows 18 and 19 of the API.
#pragma once

#include "http/route.h"
#include "recordings/download_service.h"

namespace vtp::recordings {

/// Everything must outlive the table.
void add_download_routes(http::RouteTable& table, DownloadService& service,
                         const RecordingSettings& settings);

}  // namespace vtp::recordings
