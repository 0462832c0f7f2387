// Row 6 and E85 to E87: health, readiness, metrics.
#pragma once

#include <string>

#include "app/health.h"
#include "base/metrics.h"
#include "http/route.h"

namespace vtp::app {

/// The objects must outlive the table. Without a token only private addresses may read the metrics.
void add_operations_routes(http::RouteTable& routes, HealthChecks& health, Metrics& metrics,
                           const std::string& metrics_token);

/// Loopback, private or link-local, IPv4 and IPv6.
bool is_private_address(std::string_view address);

}  // namespace vtp::app
