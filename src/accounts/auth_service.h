// Registration, sign-in, passwords and the own profile (api.md rows 1-5, E1, E7, E8).
#pragma once

#include "accounts/auth.h"
#include "accounts/failed_attempts.h"
#include "accounts/password.h"
#include "accounts/session_service.h"
#include "accounts/settings.h"

namespace vtp::http {
class RateLimiter;
}

namespace vtp::accounts {

/// A sign-in that succeeded.
struct Welcome {
  TokenPair tokens;
  SignedInUser user;
};

class AuthService {
 public:
  AuthService(db::Database& database, const Clock& clock, const PasswordHasher& hasher,
              SessionService& sessions, IdentityCache& cache, http::RateLimiter& limiter,
              const AccountSettings& settings)
      : database_(database),
        clock_(clock),
        hasher_(hasher),
        sessions_(sessions),
        cache_(cache),
        limiter_(limiter),
        settings_(settings) {}

  Result<Registered> register_user(const Registration& registration, const http::Request& request);
  Result<Welcome> sign_in(const SignIn& sign_in, const http::Request& request);
  Result<TokenPair> change_password(const Identity& caller, const PasswordChange& change,
                                    const http::Request& request);

  Result<Profile> profile(UserId user);
  Result<Profile> change_profile(UserId user, const ProfileChange& change);

  Result<ResetTokenState> check_reset_token(std::string_view token);
  Result<void> reset_password(const PasswordReset& reset, const http::Request& request);

 private:
  Result<void> admit(std::string_view kind, const Limit& limit, std::string_view key);
  Result<void> note_failure(const http::Request& request, std::string_view action, std::string_view email,
                            const User* user, RefusalReason reason);

  db::Database& database_;
  const Clock& clock_;
  const PasswordHasher& hasher_;
  SessionService& sessions_;
  IdentityCache& cache_;
  http::RateLimiter& limiter_;
  const AccountSettings& settings_;
};

}  // namespace vtp::accounts
