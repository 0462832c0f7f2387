// E47 to E49 of the API: tus 1.0.0 over HTTP.
#pragma once

#include "accounts/settings.h"
#include "http/rate_limit.h"
#include "http/route.h"
#include "recordings/upload_service.h"

namespace vtp::recordings {

/// Everything must outlive the table. `limiter` bounds how often a user begins an upload.
void add_upload_routes(http::RouteTable& table, UploadService& service, http::RateLimiter& limiter,
                       const accounts::Limits& limits);

}  // namespace vtp::recordings
