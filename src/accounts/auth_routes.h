// Rows 1-5, E1, E2, E7 and E8.
#pragma once

#include "accounts/auth_service.h"
#include "http/route.h"

namespace vtp::accounts {

/// The services must outlive the table.
void add_auth_routes(http::RouteTable& routes, AuthService& auth, SessionService& sessions);

}  // namespace vtp::accounts
