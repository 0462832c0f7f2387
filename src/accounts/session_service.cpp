#include "accounts/session_service.h"

#include <algorithm>
#include <utility>

#include "accounts/audit.h"
#include "accounts/client_text.h"
#include "accounts/secrets.h"
#include "accounts/user_store.h"
#include "base/try.h"

namespace vtp::accounts {
namespace {

/// Tabs that wake up together send the same token; the second one gets what the first one got.
constexpr std::chrono::seconds predecessor_tolerance{10};

std::chrono::seconds until(Timestamp end, Timestamp now) {
  return std::chrono::duration_cast<std::chrono::seconds>(end - now);
}

}  // namespace

/// What became of a refresh token. A reuse must be committed, so it cannot be a failed Result inside the
/// transaction.
struct SessionService::Outcome {
  std::optional<TokenPair> pair;
  ErrorCode refusal = ErrorCode::token_invalid;
  std::optional<UserId> revoked_user;
};

SessionService::SessionService(db::Database& database, const Clock& clock, const AccessTokens& access_tokens,
                               std::string_view secret, IdentityCache& cache, const AccountSettings& settings)
    : database_(database),
      clock_(clock),
      access_tokens_(access_tokens),
      derive_successor_(derive_key(secret, "refresh-successor")),
      cache_(cache),
      settings_(settings) {}

Timestamp SessionService::refresh_expiry(const Session& session, Timestamp from) const {
  return std::min(from + settings_.refresh_life, session.created_at + settings_.session_life);
}

TokenPair SessionService::issue(const User& user, const Session& session, std::string refresh_token,
                                Timestamp refresh_expires_at, Timestamp now) const {
  const auto issued_at = std::chrono::floor<std::chrono::seconds>(now);
  const auto expires_at = issued_at + settings_.access_life;
  // The id follows from the refresh token, so that a repeated refresh yields the very same access token.
  auto access_token = access_tokens_.issue({.user = user.id,
                                            .session = session.id,
                                            .email = user.email,
                                            .role = user.role,
                                            .token_version = user.token_version,
                                            .token_id = sha256_hex("jti:" + refresh_token).substr(0, 32),
                                            .issued_at = issued_at,
                                            .expires_at = expires_at});
  return {.access_token = std::move(access_token),
          .refresh_token = std::move(refresh_token),
          .expires_in = settings_.access_life,
          .refresh_expires_in = until(refresh_expires_at, now),
          .remember = session.remember};
}

TokenPair SessionService::open(db::Transaction& tx, const User& user, const SignIn& sign_in,
                               const http::Request& request) {
  const auto now = clock_.now();
  Session session{.id = SessionId::make(),
                  .user = user.id,
                  .client = sign_in.client,
                  .remember = sign_in.remember,
                  .device_name = sign_in.device_name,
                  .ip = request.address,
                  .user_agent = user_agent_of(request),
                  .created_at = now,
                  .last_used_at = now};
  session.expires_at = refresh_expiry(session, now);
  insert_session(tx, session);
  auto refresh_token = new_secret();
  insert_refresh_token(tx, RefreshTokenId::make(), session.id, refresh_token, session.expires_at, now);
  return issue(user, session, std::move(refresh_token), session.expires_at, now);
}

TokenPair SessionService::renew(db::Transaction& tx, const User& user, SessionId id) {
  const auto now = clock_.now();
  auto session = find_session(tx, id).value();
  session.expires_at = refresh_expiry(session, now);
  delete_refresh_tokens(tx, id);
  auto refresh_token = new_secret();
  insert_refresh_token(tx, RefreshTokenId::make(), id, refresh_token, session.expires_at, now);
  touch_session(tx, id, session.ip, session.expires_at, now);
  return issue(user, session, std::move(refresh_token), session.expires_at, now);
}

SessionService::Outcome SessionService::rotate(db::Transaction& tx, std::string_view refresh_token,
                                               const http::Request& request) {
  const auto now = clock_.now();
  const auto token = find_refresh_token(tx, refresh_token);
  if (!token) return {};
  const auto session = find_session(tx, token->session);
  const auto user = session ? find_user(tx, session->user) : std::nullopt;
  if (!user || !user->is_active() || session->is_revoked) return {};

  auto successor = base64url_encode(derive_successor_(refresh_token));
  if (!token->rotated_at) {
    if (token->expires_at <= now) return {.refusal = ErrorCode::token_expired};
    const auto successor_id = RefreshTokenId::make();
    const auto expires_at = refresh_expiry(*session, now);
    if (rotate_refresh_token(tx, token->id, successor_id, now)) {
      insert_refresh_token(tx, successor_id, session->id, successor, expires_at, now);
      touch_session(tx, session->id, request.address, expires_at, now);
      return {.pair = issue(*user, *session, std::move(successor), expires_at, now)};
    }
    return rotate(tx, refresh_token, request);  // another request was first: see what it left
  }
  if (!token->successor_is_rotated && now - *token->rotated_at <= predecessor_tolerance) {
    const auto rotated_at = *token->rotated_at;
    return {.pair = issue(*user, *session, std::move(successor), refresh_expiry(*session, rotated_at),
                          rotated_at)};
  }
  revoke_session(tx, session->id, "token_reused", now);
  auto entry = audit_of(request, "session.token_reused", "session", session->id.view());
  entry.actor = user->id;
  entry.actor_role = user->role;
  entry.result = "failed";
  write_audit(tx, entry, now);
  return {.refusal = ErrorCode::token_reused, .revoked_user = user->id};
}

Result<TokenPair> SessionService::refresh(std::string_view refresh_token, const http::Request& request) {
  VTP_TRY(auto outcome,
          database_.write([&](db::Transaction& tx) { return rotate(tx, refresh_token, request); }));
  if (outcome.revoked_user) cache_.forget(*outcome.revoked_user);
  if (outcome.pair) return *std::move(outcome.pair);
  switch (outcome.refusal) {
    case ErrorCode::token_expired:
      return fail(outcome.refusal, "The sign-in has expired; sign in again");
    case ErrorCode::token_reused:
      return fail(outcome.refusal, "This token was used before; the sign-in has been ended for safety");
    default:
      return fail(outcome.refusal, "The refresh token is not valid");
  }
}

Result<SessionPage> SessionService::list(const Identity& caller, std::int64_t limit, std::int64_t offset) {
  const auto now = clock_.now();
  return database_.read([&](db::Transaction& tx) {
    SessionPage page{.total = count_sessions(tx, caller.user, now), .limit = limit, .offset = offset};
    for (auto& session : list_sessions(tx, caller.user, now, limit, offset))
      page.sessions.push_back({.session_id = session.id,
                               .client = session.client,
                               .device_name = std::move(session.device_name),
                               .ip = std::move(session.ip),
                               .user_agent = std::move(session.user_agent),
                               .created_at = session.created_at,
                               .last_used_at = session.last_used_at,
                               .expires_at = session.expires_at,
                               .current = session.id == caller.session});
    return page;
  });
}

Result<void> SessionService::revoke(const Identity& caller, SessionId id, const http::Request& request) {
  const auto now = clock_.now();
  VTP_CHECK(database_.write([&](db::Transaction& tx) -> Result<void> {
    const auto session = find_session(tx, id);
    if (!session || session->user != caller.user)
      return fail(ErrorCode::session_not_found, "There is no such session");
    if (!revoke_session(tx, id, "revoked", now)) return {};  // said again
    write_audit(tx, audit_of(request, "session.revoke", "session", id.view()), now);
    return {};
  }));
  cache_.forget(caller.user);
  return {};
}

Result<std::int64_t> SessionService::revoke_others(const Identity& caller, const http::Request& request) {
  const auto now = clock_.now();
  VTP_TRY(const auto revoked, database_.write([&](db::Transaction& tx) {
    const auto count = revoke_sessions(tx, caller.user, caller.session, "revoked", now);
    write_audit(tx, audit_of(request, "session.revoke_others", "user", caller.user.view()), now);
    return count;
  }));
  cache_.forget(caller.user);
  return revoked;
}

Result<void> SessionService::sign_out(const Identity& caller, bool everywhere) {
  const auto now = clock_.now();
  VTP_CHECK(database_.write([&](db::Transaction& tx) {
    if (everywhere)
      revoke_sessions(tx, caller.user, std::nullopt, "logout", now);
    else
      revoke_session(tx, caller.session, "logout", now);
  }));
  cache_.forget(caller.user);
  return {};
}

Result<void> SessionService::sign_out_by(std::string_view refresh_token, bool everywhere) {
  VTP_TRY(const auto session, database_.read([&](db::Transaction& tx) -> std::optional<Session> {
    const auto token = find_refresh_token(tx, refresh_token);
    return token ? find_session(tx, token->session) : std::nullopt;
  }));
  if (!session) return {};
  Identity owner;
  owner.user = session->user;
  owner.session = session->id;
  return sign_out(owner, everywhere);
}

}  // namespace vtp::accounts
