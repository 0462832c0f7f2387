// From what a request carries to who sends it: Authorization header, query token on media routes, cookie
// (api.md section 2.2).
#pragma once

#include <optional>

#include "accounts/identity_cache.h"
#include "accounts/jwt.h"
#include "accounts/media_tokens.h"
#include "http/request.h"

namespace vtp::accounts {

/// What a long-lived connection is allowed by.
struct Credential {
  Identity identity;
  Timestamp expires_at;  // of the access token
};

class Authenticator {
 public:
  Authenticator(const AccessTokens& access_tokens, const MediaTokens& media_tokens, IdentityCache& cache,
                const Clock& clock)
      : access_tokens_(access_tokens), media_tokens_(media_tokens), cache_(cache), clock_(clock) {}

  /// The caller. MISSING_TOKEN, INVALID_TOKEN or TOKEN_EXPIRED if there is none.
  Result<Identity> authenticate(const http::Request& request, bool takes_media_token);

  /// Who shows this access token where there is no request. INVALID_TOKEN, TOKEN_EXPIRED or ACCOUNT_DISABLED.
  Result<Credential> check(std::string_view access_token);
  /// Nothing, while session and user still stand as when `identity` was found out. INVALID_TOKEN or
  /// ACCOUNT_DISABLED afterwards.
  Result<void> recheck(const Identity& identity);

  /// Does the request carry a token that this platform signed and that has not expired? Asks memory only.
  [[nodiscard]] bool carries_own_token(const http::Request& request, bool takes_media_token) const;

 private:
  Result<Identity> by_access_token(std::string_view token);
  Result<Identity> by_media_token(std::string_view token);
  Result<Identity> standing_account(SessionId session, UserId user, int token_version);
  Result<Identity> standing(SessionId session, UserId user, int token_version);

  const AccessTokens& access_tokens_;
  const MediaTokens& media_tokens_;
  IdentityCache& cache_;
  const Clock& clock_;
};

}  // namespace vtp::accounts
