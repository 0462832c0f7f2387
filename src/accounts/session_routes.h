// E3 to E5.
#pragma once

#include "accounts/session_service.h"
#include "http/route.h"

namespace vtp::accounts {

/// The service must outlive the table.
void add_session_routes(http::RouteTable& routes, SessionService& sessions);

}  // namespace vtp::accounts
