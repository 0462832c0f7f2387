// Access tokens: JWT (RFC 7519) with JWS HS256 (RFC 7515) and nothing else. The algorithm is fixed here; what
// a token's header says about it is only compared.
#pragma once

#include <string>
#include <string_view>

#include "accounts/secrets.h"
#include "base/error.h"
#include "base/identity.h"
#include "base/time.h"

namespace vtp::accounts {

/// The claims of an access token. `email` and `role` tell clients; nothing is decided by them.
struct AccessClaims {
  UserId user;
  SessionId session;
  std::string email;
  Role role = Role::student;
  int token_version = 0;
  std::string token_id;  // jti
  Timestamp issued_at;   // whole seconds
  Timestamp expires_at;  // whole seconds
};

class AccessTokens {
 public:
  AccessTokens(std::string_view secret, const Clock& clock) : sign_(secret), clock_(clock) {}

  /// Equal claims give an equal token.
  [[nodiscard]] std::string issue(const AccessClaims& claims) const;

  /// INVALID_TOKEN or TOKEN_EXPIRED. Whether user and session still stand is for the caller to ask.
  [[nodiscard]] Result<AccessClaims> verify(std::string_view token) const;

 private:
  HmacSha256 sign_;
  const Clock& clock_;
};

/// The compact form (RFC 7515 section 7.1) of a header and a payload.
std::string sign_hs256(std::string_view header, std::string_view payload, const HmacSha256& sign);

/// The payload of a compact form whose header names HS256 and whose signature holds; INVALID_TOKEN otherwise.
Result<std::string> verify_hs256(std::string_view token, const HmacSha256& sign);

}  // namespace vtp::accounts
