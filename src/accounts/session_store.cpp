#include "accounts/session_store.h"

#include <fmt/format.h>

#include "accounts/secrets.h"

namespace vtp::accounts {
namespace {

constexpr std::string_view columns =
    "id, user_id, client, remember, device_name, ip, user_agent, created_at, last_used_at, expires_at, "
    "revoked_at is not null";

Session session_from(const db::Row& row) {
  Session session;
  session.id = row.next<SessionId>();
  session.user = row.next<UserId>();
  session.client = row.next<ClientKind>();
  session.remember = row.next<bool>();
  session.device_name = row.next<std::optional<std::string>>();
  session.ip = row.next<std::optional<std::string>>().value_or("");
  session.user_agent = row.next<std::optional<std::string>>().value_or("");
  session.created_at = row.next<Timestamp>();
  session.last_used_at = row.next<Timestamp>();
  session.expires_at = row.next<Timestamp>();
  session.is_revoked = row.next<bool>();
  return session;
}

}  // namespace

void insert_session(db::Transaction& tx, const Session& session) {
  tx.query(
      "insert into sessions (id, user_id, client, remember, device_name, ip, user_agent, last_used_at, "
      "expires_at, "
      "created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
      session.id, session.user, session.client, session.remember, session.device_name, session.ip,
      session.user_agent, session.last_used_at, session.expires_at, session.created_at);
}

std::optional<Session> find_session(db::Transaction& tx, SessionId id) {
  const auto rows = tx.query(fmt::format("select {} from sessions where id = $1", columns), id);
  if (rows.empty()) return std::nullopt;
  return session_from(rows.front());
}

std::vector<Session> list_sessions(db::Transaction& tx, UserId user, Timestamp now, std::int64_t limit,
                                   std::int64_t offset) {
  std::vector<Session> sessions;
  for (const auto& row :
       tx.query(fmt::format("select {} from sessions where user_id = $1 and revoked_at is null and "
                            "expires_at > $2 order by last_used_at desc, id desc limit $3 offset $4",
                            columns),
                user, now, limit, offset))
    sessions.push_back(session_from(row));
  return sessions;
}

std::int64_t count_sessions(db::Transaction& tx, UserId user, Timestamp now) {
  return tx
      .query("select count(*) from sessions where user_id = $1 and revoked_at is null and expires_at > $2",
             user, now)
      .front()
      .get<std::int64_t>(0);
}

void touch_session(db::Transaction& tx, SessionId id, std::string_view ip, Timestamp expires_at,
                   Timestamp now) {
  tx.query("update sessions set last_used_at = $2, expires_at = $3, ip = $4, updated_at = $2 where id = $1",
           id, now, expires_at, ip);
}

bool revoke_session(db::Transaction& tx, SessionId id, std::string_view reason, Timestamp now) {
  return tx.query(
               "update sessions set revoked_at = $2, revoke_reason = $3, updated_at = $2 where id = $1 and "
               "revoked_at is null",
               id, now, reason)
             .changes() == 1;
}

std::int64_t revoke_sessions(db::Transaction& tx, UserId user, std::optional<SessionId> kept,
                             std::string_view reason, Timestamp now) {
  return tx
      .query(
          "update sessions set revoked_at = $2, revoke_reason = $3, updated_at = $2 "
          "where user_id = $1 and revoked_at is null and id <> $4",
          user, now, reason, kept.value_or(SessionId{}))
      .changes();
}

void insert_refresh_token(db::Transaction& tx, RefreshTokenId id, SessionId session, std::string_view token,
                          Timestamp expires_at, Timestamp now) {
  tx.query(
      "insert into refresh_tokens (id, session_id, token_hash, expires_at, created_at, updated_at) "
      "values ($1, $2, $3, $4, $5, $5)",
      id, session, sha256_hex(token), expires_at, now);
}

std::optional<RefreshToken> find_refresh_token(db::Transaction& tx, std::string_view token) {
  const auto rows = tx.query(
      "select t.id, t.session_id, t.expires_at, t.rotated_at, t.replaced_by, coalesce(n.rotated_at, 0) <> 0 "
      "from refresh_tokens t left join refresh_tokens n on n.id = t.replaced_by where t.token_hash = $1",
      sha256_hex(token));
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  RefreshToken found;
  found.id = row.next<RefreshTokenId>();
  found.session = row.next<SessionId>();
  found.expires_at = row.next<Timestamp>();
  found.rotated_at = row.next<std::optional<Timestamp>>();
  found.replaced_by = row.next<std::optional<RefreshTokenId>>();
  found.successor_is_rotated = row.next<bool>();
  return found;
}

bool rotate_refresh_token(db::Transaction& tx, RefreshTokenId id, RefreshTokenId successor, Timestamp now) {
  return tx.query(
               "update refresh_tokens set rotated_at = $2, replaced_by = $3, updated_at = $2 "
               "where id = $1 and rotated_at is null",
               id, now, successor)
             .changes() == 1;
}

void delete_refresh_tokens(db::Transaction& tx, SessionId session) {
  tx.query("delete from refresh_tokens where session_id = $1", session);
}

}  // namespace vtp::accounts
