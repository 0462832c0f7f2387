#include "accounts/session_routes.h"

#include "accounts/page_query.h"
#include "base/try.h"

namespace vtp::accounts {
namespace {

/// The answer of E5.
struct Revoked {
  std::int64_t revoked = 0;
};

}  // namespace
}  // namespace vtp::accounts

template <>
struct vtp::json::Shape<vtp::accounts::Revoked> {
  static constexpr std::string_view name = "Revoked";
  static constexpr std::array fields{field<&vtp::accounts::Revoked::revoked>("revoked")};
};

namespace vtp::accounts {

using enum ErrorCode;
using http::Method;
using http::Request;
using json::Nothing;

void add_session_routes(http::RouteTable& routes, SessionService& sessions) {
  routes.add<PageQuery, SessionPage>(
      {.path = "/api/v1/auth/sessions", .summary = "The own sign-ins, the last used first", .tag = "Account"},
      [&sessions](const Request& request, const PageQuery& query) {
        return sessions.list(request.caller(), query.limit, query.offset);
      });

  routes.add<Nothing, Nothing>(
      {.method = Method::del,
       .path = "/api/v1/auth/sessions/{session_id}",
       .summary = "End one of the own sign-ins",
       .tag = "Account",
       .errors = {session_not_found}},
      [&sessions](const Request& request, Nothing) -> Result<Nothing> {
        VTP_CHECK(sessions.revoke(request.caller(), request.id<SessionId>("session_id"), request));
        return Nothing{};
      });

  routes.add<Nothing, Revoked>({.method = Method::del,
                                .path = "/api/v1/auth/sessions",
                                .summary = "End all own sign-ins but the calling one",
                                .tag = "Account"},
                               [&sessions](const Request& request, Nothing) -> Result<Revoked> {
                                 VTP_TRY(const auto count, sessions.revoke_others(request.caller(), request));
                                 return Revoked{count};
                               });
}

}  // namespace vtp::accounts
