// The OpenAPI 3.1 document of the API, made from the route table, so that it cannot differ from what is
// served.
#pragma once

#include <string>
#include <vector>

#include "http/route.h"

namespace vtp::http {

struct ApiInfo {
  std::string title;
  std::string version;
  std::string description;
};

std::string openapi_document(const RouteTable& table, const ApiInfo& info);

/// A stable name: POST /api/v1/auth/login is "postAuthLogin", GET /api/v1/courses/{id} is "getCoursesById".
std::string operation_id(const RouteSpec& spec);

/// All the errors that the route can give: its own and those of its checks, in the order of their statuses.
std::vector<ErrorCode> errors_of(const Route& route);

}  // namespace vtp::http
