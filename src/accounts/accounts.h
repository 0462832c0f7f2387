// The module put together: every object of accounts, in the order in which they need one another.
#pragma once

#include <memory>
#include <string>

#include "accounts/auth_service.h"
#include "accounts/authenticator.h"
#include "accounts/gate.h"
#include "accounts/user_service.h"
#include "http/rate_limit.h"
#include "http/route.h"

namespace vtp::accounts {

/// bcrypt's cost in service; tests take less.
inline constexpr int usual_bcrypt_cost = 12;

class Accounts {
 public:
  /// `database` and `clock` must outlive it; `secret` comes from signing_secret().
  Accounts(db::Database& database, const Clock& clock, AccountSettings settings, const std::string& secret,
           int bcrypt_cost = usual_bcrypt_cost);

  void add_routes(http::RouteTable& routes);

  [[nodiscard]] Gate& gate() { return gate_; }
  [[nodiscard]] Authenticator& authenticator() { return authenticator_; }
  [[nodiscard]] UserService& users() { return users_; }
  [[nodiscard]] const MediaTokens& media_tokens() const { return media_tokens_; }
  [[nodiscard]] IdentityCache& cache() { return cache_; }
  [[nodiscard]] const AccountSettings& settings() const { return settings_; }
  [[nodiscard]] http::RateLimiter& limiter() { return limiter_; }

 private:
  AccountSettings settings_;
  http::RateLimiter limiter_;
  PasswordHasher hasher_;
  AccessTokens access_tokens_;
  MediaTokens media_tokens_;
  IdentityCache cache_;
  Authenticator authenticator_;
  Gate gate_;
  SessionService sessions_;
  AuthService auth_;
  UserService users_;
};

}  // namespace vtp::accounts
