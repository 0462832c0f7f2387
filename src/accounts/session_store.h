// The tables `sessions` and `refresh_tokens`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/auth.h"
#include "base/identity.h"
#include "base/time.h"
#include "database/database.h"

namespace vtp::accounts {

/// One sign-in.
struct Session {
  SessionId id;
  UserId user;
  ClientKind client = ClientKind::api;
  bool remember = false;
  std::optional<std::string> device_name;
  std::string ip;
  std::string user_agent;
  Timestamp created_at;
  Timestamp last_used_at;
  Timestamp expires_at;
  bool is_revoked = false;
};

void insert_session(db::Transaction& tx, const Session& session);
std::optional<Session> find_session(db::Transaction& tx, SessionId id);
/// Those that can still be used, the last used first.
std::vector<Session> list_sessions(db::Transaction& tx, UserId user, Timestamp now, std::int64_t limit,
                                   std::int64_t offset);
std::int64_t count_sessions(db::Transaction& tx, UserId user, Timestamp now);
void touch_session(db::Transaction& tx, SessionId id, std::string_view ip, Timestamp expires_at,
                   Timestamp now);

/// False if it was revoked already.
bool revoke_session(db::Transaction& tx, SessionId id, std::string_view reason, Timestamp now);
/// All sessions of the user but `kept`; returns how many were revoked.
std::int64_t revoke_sessions(db::Transaction& tx, UserId user, std::optional<SessionId> kept,
                             std::string_view reason, Timestamp now);

using RefreshTokenId = Id<struct RefreshTokenTag>;

/// A refresh token; only its hash is kept.
struct RefreshToken {
  RefreshTokenId id;
  SessionId session;
  Timestamp expires_at;
  std::optional<Timestamp> rotated_at;
  std::optional<RefreshTokenId> replaced_by;
  bool successor_is_rotated = false;
};

void insert_refresh_token(db::Transaction& tx, RefreshTokenId id, SessionId session, std::string_view token,
                          Timestamp expires_at, Timestamp now);
std::optional<RefreshToken> find_refresh_token(db::Transaction& tx, std::string_view token);
/// False if another request was first.
bool rotate_refresh_token(db::Transaction& tx, RefreshTokenId id, RefreshTokenId successor, Timestamp now);
void delete_refresh_tokens(db::Transaction& tx, SessionId session);

}  // namespace vtp::accounts
