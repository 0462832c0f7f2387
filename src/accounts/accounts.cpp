#include "accounts/accounts.h"

#include "accounts/auth_routes.h"
#include "accounts/session_routes.h"
#include "accounts/user_routes.h"

namespace vtp::accounts {

Accounts::Accounts(db::Database& database, const Clock& clock, AccountSettings settings,
                   const std::string& secret, int bcrypt_cost)
    : settings_(std::move(settings)),
      limiter_(clock),
      hasher_(bcrypt_cost),
      access_tokens_(secret, clock),
      media_tokens_(secret, clock),
      cache_(database, clock),
      authenticator_(access_tokens_, media_tokens_, cache_, clock),
      gate_(authenticator_, limiter_, settings_),
      sessions_(database, clock, access_tokens_, secret, cache_, settings_),
      auth_(database, clock, hasher_, sessions_, cache_, limiter_, settings_),
      users_(database, clock, hasher_, cache_, settings_) {}

void Accounts::add_routes(http::RouteTable& routes) {
  add_auth_routes(routes, auth_, sessions_);
  add_session_routes(routes, sessions_);
  add_user_routes(routes, users_);
}

}  // namespace vtp::accounts
