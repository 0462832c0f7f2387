// E18 to E25.
#pragma once

#include "accounts/user_service.h"
#include "http/route.h"

namespace vtp::accounts {

/// The service must outlive the table.
void add_user_routes(http::RouteTable& routes, UserService& users);

}  // namespace vtp::accounts
