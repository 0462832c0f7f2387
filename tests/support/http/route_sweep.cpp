#include "support/http/route_sweep.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/id.h"
#include "http/openapi.h"

namespace vtp::testing {
namespace {

/// The path of a route with `value` for each parameter.
std::string path_with(const http::RouteSpec& spec, const std::string& value) {
  std::string path;
  bool is_parameter = false;
  for (const char c : spec.path) {
    if (c == '{') path += value;
    is_parameter = c == '{' || (is_parameter && c != '}');
    if (!is_parameter && c != '}') path += c;
  }
  return path;
}

bool declares(const http::Route& route, ErrorCode code) {
  const auto codes = http::errors_of(route);
  return std::ranges::find(codes, code) != codes.end();
}

/// Parameters of other names are checked by their handlers.
bool has_id(const http::RouteSpec& spec) {
  return spec.path.contains("{id}") || spec.path.contains("_id}");
}

bool needs_fields(const http::Route& route) {
  return std::ranges::any_of(route.input_fields, [](const auto& field) { return field.rules.required; });
}

std::vector<Role> refused_roles(http::Access access) {
  if (access == http::Access::admin) return {Role::student, Role::teacher};
  if (access == http::Access::teacher) return {Role::student};
  return {};
}

void sweep(const http::Route& route, const CallAs& call) {
  const auto& spec = route.spec;
  SCOPED_TRACE(std::string(to_text(spec.method)) + " " + spec.path);
  const auto path = path_with(spec, Id<struct AnyTag>::make().text());
  if (spec.access != http::Access::open || route.check_key)
    EXPECT_EQ(call({}, spec.method, path, "{}"), "401 MISSING_TOKEN");
  for (const auto role : refused_roles(spec.access))
    EXPECT_EQ(call(role, spec.method, path, "{}"), "403 INSUFFICIENT_PERMISSIONS") << to_text(role);
  if (has_id(spec) && declares(route, ErrorCode::invalid_id))
    EXPECT_EQ(call(Role::admin, spec.method, path_with(spec, "none"), "{}"), "400 INVALID_ID");
  if (needs_fields(route)) EXPECT_EQ(call(Role::admin, spec.method, path, "{}"), "400 MISSING_FIELDS");
}

}  // namespace

void sweep_routes(const http::RouteTable& table, const std::vector<std::string>& tags, const CallAs& call) {
  for (const auto& route : table.routes())
    if (std::ranges::find(tags, route->spec.tag) != tags.end() && route->spec.method != http::Method::head)
      sweep(*route, call);
}

}  // namespace vtp::testing
