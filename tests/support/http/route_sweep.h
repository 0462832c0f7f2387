// What every route must refuse by its shape alone, asked of each route of a table.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/identity.h"
#include "http/route.h"

namespace vtp::testing {

/// Calls a path as somebody with that role, or as nobody, and returns the outcome ("400 INVALID_ID").
using CallAs = std::function<std::string(std::optional<Role> role, http::Method method,
                                         const std::string& path, const std::string& body)>;

/// Of each route with one of these tags, save HEAD, whose errors have no body: nobody signed in, a role that
/// may not call it, ids that are none, fields that are missing.
void sweep_routes(const http::RouteTable& table, const std::vector<std::string>& tags, const CallAs& call);

}  // namespace vtp::testing
