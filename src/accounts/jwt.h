// Access tokens: JWT (RFC 7519) with JWS HS256 (RFC 7515) and nothing else. The algorithm is fixed here; what
// a token's header says about it is only compared.
#pragma once

#include <string>
#include <string_view>

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
  AccessTokens(std::string secret, const Clock& clock) : secret_(std::move(secret)), clock_(clock) {}

  /// Equal claims give an equal token.
  [[nodiscard]] std::string issue(const AccessClaims& claims) const;

  /// INVALID_TOKEN or TOKEN_EXPIRED. Whether user and session still stand is for the caller to ask.
  [[nodiscard]] Result<AccessClaims> verify(std::string_view token) const;

 private:
  std::string secret_;
  const Clock& clock_;
};

/// The JWS HS256 compact form of a header and a payload, and the payload of such a text if header and
/// signature hold.
std::string sign_hs256(std::string_view header, std::string_view payload, std::string_view secret);
Result<std::string> verify_hs256(std::string_view token, std::string_view secret);

}  // namespace vtp::accounts
