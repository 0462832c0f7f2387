#include "http/route.h"

#include "base/id.h"

namespace vtp::http {
namespace {

bool must_be_uuid(std::string_view parameter) {
  if (parameter == "room_id") return false;  // may be a join code
  return parameter == "id" || parameter.ends_with("_id");
}

}  // namespace

Result<void> check_path_ids(const Request& request) {
  Error error{.code = ErrorCode::invalid_id,
              .message = "The path has a malformed id",
              .details = {},
              .retry_after = {}};
  for (const auto& [name, value] : request.path_parameters)
    if (must_be_uuid(name) && !vtp::detail::parse_uuid(value))
      error.details.push_back({.field = name, .code = ErrorCode::invalid_id, .message = "must be a UUID"});
  if (error.details.empty()) return {};
  return std::unexpected(std::move(error));
}

Route& RouteTable::add_streamed(RouteSpec spec, SinkOpener open) {
  Route route;
  route.spec = std::move(spec);
  route.open_sink = std::move(open);
  return insert(std::move(route));
}

Route& RouteTable::insert(Route route) {
  return *routes_.emplace_back(std::make_unique<Route>(std::move(route)));
}

}  // namespace vtp::http
