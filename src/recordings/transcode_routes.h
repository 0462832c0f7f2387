// Rows 24, 45 and 46, E76, and E29 to E31 of the API.
#pragma once

#include "http/route.h"
#include "recordings/job_service.h"
#include "recordings/transcode_service.h"

namespace vtp::recordings {

/// The services must outlive the table.
void add_transcode_routes(http::RouteTable& table, TranscodeService& service);
void add_job_routes(http::RouteTable& table, JobService& service);

}  // namespace vtp::recordings
