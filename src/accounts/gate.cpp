#include "accounts/gate.h"

#include <algorithm>

#include "base/try.h"
#include "http/origin.h"
#include "http/rate_limit.h"

namespace vtp::accounts {
namespace {

bool is_safe(http::Method method) {
  return method == http::Method::get || method == http::Method::head || method == http::Method::options;
}

http::Rate rate_of(const Limit& limit) {
  return {limit.per_minute, limit.burst};
}

}  // namespace

Result<void> Gate::admit_address(const http::Request& request, const http::RouteSpec& route) {
  if (!settings_.limits.enabled || !route.counts_towards_limits) return {};
  if (authenticator_.carries_own_token(request, route.access == http::Access::media)) return {};
  return limiter_.admit("address:" + request.address, rate_of(settings_.limits.api_address));
}

Result<std::optional<Identity>> Gate::identify(const http::Request& request, const http::RouteSpec& route) {
  auto identity = authenticator_.authenticate(request, route.access == http::Access::media);
  if (identity) return *std::move(identity);
  if (route.access == http::Access::open) return std::nullopt;
  return std::unexpected(std::move(identity).error());
}

Result<void> Gate::admit_user(const http::Request& request, const http::RouteSpec& route) {
  if (!request.identity) return {};
  const auto& caller = *request.identity;
  if (settings_.limits.enabled && route.counts_towards_limits)
    VTP_CHECK(limiter_.admit("user:" + caller.user.text(), rate_of(settings_.limits.api_user)));
  if (route.access == http::Access::admin && !caller.is_admin())
    return fail(ErrorCode::insufficient_permissions, "Only an administrator may do this");
  if (route.access == http::Access::teacher && !caller.may_teach())
    return fail(ErrorCode::insufficient_permissions, "Only a teacher or an administrator may do this");
  if (caller.by_cookie && !is_safe(request.method)) return check_forgery(request);
  return {};
}

Result<void> Gate::check_forgery(const http::Request& request) const {
  if (request.headers.get("X-Requested-With").empty())
    return fail(ErrorCode::csrf_required, "Requests by cookie need the header X-Requested-With");
  const auto origin = request.headers.get("Origin");
  const bool is_ours = origin.empty() || origin == http::own_origin(request) ||
                       origin == settings_.public_url ||
                       std::ranges::find(settings_.cors_origins, origin) != settings_.cors_origins.end();
  if (!is_ours) return fail(ErrorCode::csrf_required, "Requests by cookie must come from our own pages");
  return {};
}

}  // namespace vtp::accounts
