#include "accounts/authenticator.h"

#include "base/try.h"

namespace vtp::accounts {
namespace {

constexpr std::string_view bearer = "Bearer ";
constexpr std::string_view access_cookie = "vtp_access";

std::unexpected<Error> invalid_token() {
  return fail(ErrorCode::invalid_token, "The credential is not valid");
}

}  // namespace

Result<Identity> Authenticator::authenticate(const http::Request& request, bool takes_media_token) {
  if (request.headers.has("Authorization")) {
    const auto field = request.headers.get("Authorization");
    if (!field.starts_with(bearer)) return invalid_token();
    return by_access_token(field.substr(bearer.size()));
  }
  if (takes_media_token)
    if (const auto* token = request.query_parameter("token")) return by_media_token(*token);
  if (const auto cookie = request.cookie(access_cookie); !cookie.empty()) {
    VTP_TRY(auto identity, by_access_token(cookie));
    identity.by_cookie = true;
    return identity;
  }
  return fail(ErrorCode::missing_token, "Sign in to use this address");
}

Result<Credential> Authenticator::check(std::string_view access_token) {
  VTP_TRY(const auto claims, access_tokens_.verify(access_token));
  VTP_TRY(auto identity, standing_account(claims.session, claims.user, claims.token_version));
  return Credential{.identity = std::move(identity), .expires_at = claims.expires_at};
}

Result<void> Authenticator::recheck(const Identity& identity) {
  VTP_CHECK(standing_account(identity.session, identity.user, identity.token_version));
  return {};
}

bool Authenticator::carries_own_token(const http::Request& request, bool takes_media_token) const {
  const auto field = request.headers.get("Authorization");
  if (!field.empty()) return field.starts_with(bearer) && access_tokens_.verify(field.substr(bearer.size()));
  if (takes_media_token)
    if (const auto* token = request.query_parameter("token")) return media_tokens_.verify(*token).has_value();
  const auto cookie = request.cookie(access_cookie);
  return !cookie.empty() && access_tokens_.verify(cookie);
}

Result<Identity> Authenticator::by_access_token(std::string_view token) {
  VTP_TRY(const auto claims, access_tokens_.verify(token));
  return standing(claims.session, claims.user, claims.token_version);
}

Result<Identity> Authenticator::by_media_token(std::string_view token) {
  VTP_TRY(const auto claims, media_tokens_.verify(token));
  VTP_TRY(auto identity, standing(claims.session, claims.user, claims.token_version));
  identity.media =
      MediaGrant{.recording = claims.recording, .level = claims.level, .token = std::string(token)};
  return identity;
}

/// As `standing`, for those who are to learn why it does not.
Result<Identity> Authenticator::standing_account(SessionId session, UserId user, int token_version) {
  VTP_TRY(const auto owner, cache_.find(session));
  if (owner && owner->is_disabled && owner->identity.user == user)
    return fail(ErrorCode::account_disabled, "The account has been disabled");
  return standing(session, user, token_version);
}

Result<Identity> Authenticator::standing(SessionId session, UserId user, int token_version) {
  VTP_TRY(const auto owner, cache_.find(session));
  const bool stands = owner && owner->is_valid && owner->session_expires_at > clock_.now() &&
                      owner->identity.user == user && token_version >= owner->identity.token_version;
  if (!stands) return invalid_token();
  return owner->identity;
}

}  // namespace vtp::accounts
