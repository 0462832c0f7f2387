// The API for people to read: one page of HTML with every route, without scripts and without anything from
// elsewhere.
#pragma once

#include <string>

#include "http/openapi.h"
#include "http/route.h"

namespace vtp::http {

std::string docs_page(const RouteTable& table, const ApiInfo& info);

/// Adds `/api/v1/openapi.json`, `/docs` and its style sheet. They describe all of `table`, also what is added
/// later.
void add_documentation_routes(RouteTable& table, ApiInfo info);

}  // namespace vtp::http
