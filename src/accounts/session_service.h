// Sign-ins and the tokens that belong to them: opened, renewed, listed, revoked (api.md section 2.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/identity_cache.h"
#include "accounts/jwt.h"
#include "accounts/session_store.h"
#include "accounts/settings.h"
#include "accounts/user.h"
#include "http/request.h"

namespace vtp::accounts {

/// What a client gets to go on with.
struct TokenPair {
  std::string access_token;
  std::string refresh_token;
  std::chrono::seconds expires_in{0};
  std::chrono::seconds refresh_expires_in{0};
  bool remember = false;  // of the session: may its cookies outlive the browser?
};

/// How a session shows itself to its user (E3).
struct SessionView {
  SessionId session_id;
  ClientKind client = ClientKind::api;
  std::optional<std::string> device_name;
  std::string ip;
  std::string user_agent;
  Timestamp created_at;
  Timestamp last_used_at;
  Timestamp expires_at;
  bool current = false;
};

struct SessionPage {
  std::vector<SessionView> sessions;
  std::int64_t total = 0;
  std::int64_t limit = 20;
  std::int64_t offset = 0;
};

class SessionService {
 public:
  SessionService(db::Database& database, const Clock& clock, const AccessTokens& access_tokens,
                 std::string_view secret, IdentityCache& cache, const AccountSettings& settings);

  /// Begins a session inside the transaction that has checked the user.
  TokenPair open(db::Transaction& tx, const User& user, const SignIn& sign_in, const http::Request& request);

  /// A new pair for a refresh token: TOKEN_INVALID, TOKEN_EXPIRED, or TOKEN_REUSED, which ends the session.
  Result<TokenPair> refresh(std::string_view refresh_token, const http::Request& request);

  /// Replaces every token of the session; `user` as it is stored now.
  TokenPair renew(db::Transaction& tx, const User& user, SessionId session);

  Result<SessionPage> list(const Identity& caller, std::int64_t limit, std::int64_t offset);
  /// One of the caller's own; SESSION_NOT_FOUND otherwise.
  Result<void> revoke(const Identity& caller, SessionId session, const http::Request& request);
  /// All of the caller's but the calling one; returns how many.
  Result<std::int64_t> revoke_others(const Identity& caller, const http::Request& request);
  Result<void> sign_out(const Identity& caller, bool everywhere);
  /// For a client whose access token has expired; nothing happens if the token is none of ours.
  Result<void> sign_out_by(std::string_view refresh_token, bool everywhere);

 private:
  struct Outcome;
  TokenPair issue(const User& user, const Session& session, std::string refresh_token,
                  Timestamp refresh_expires_at, Timestamp now) const;
  Outcome rotate(db::Transaction& tx, std::string_view refresh_token, const http::Request& request);
  [[nodiscard]] Timestamp refresh_expiry(const Session& session, Timestamp from) const;

  db::Database& database_;
  const Clock& clock_;
  const AccessTokens& access_tokens_;
  HmacSha256 derive_successor_;
  IdentityCache& cache_;
  const AccountSettings& settings_;
};

}  // namespace vtp::accounts

template <>
struct vtp::json::Shape<vtp::accounts::SessionView> {
  using T = vtp::accounts::SessionView;
  static constexpr std::string_view name = "Session";
  static constexpr std::array fields{
      field<&T::session_id>("session_id"),     field<&T::client>("client"),
      field<&T::device_name>("device_name"),   field<&T::ip>("ip"),
      field<&T::user_agent>("user_agent"),     field<&T::created_at>("created_at"),
      field<&T::last_used_at>("last_used_at"), field<&T::expires_at>("expires_at"),
      field<&T::current>("current"),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::SessionPage> {
  using T = vtp::accounts::SessionPage;
  static constexpr std::string_view name = "SessionPage";
  static constexpr std::array fields{field<&T::sessions>("sessions"), field<&T::total>("total"),
                                     field<&T::limit>("limit"), field<&T::offset>("offset")};
};
