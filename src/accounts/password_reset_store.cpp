#include "accounts/password_reset_store.h"

#include "accounts/secrets.h"

namespace vtp::accounts {

std::string make_password_reset(db::Transaction& tx, UserId user, std::optional<UserId> created_by,
                                Timestamp expires_at, Timestamp now) {
  tx.query("update password_resets set used_at = $2, updated_at = $2 where user_id = $1 and used_at is null",
           user, now);
  auto token = new_secret();
  tx.query(
      "insert into password_resets (id, user_id, token_hash, expires_at, created_by, created_at, updated_at) "
      "values ($1, $2, $3, $4, $5, $6, $6)",
      PasswordResetId::make(), user, sha256_hex(token), expires_at, created_by, now);
  return token;
}

std::optional<PasswordResetGrant> find_password_reset(db::Transaction& tx, std::string_view token,
                                                      Timestamp now) {
  const auto rows = tx.query(
      "select id, user_id, expires_at from password_resets "
      "where token_hash = $1 and used_at is null and expires_at > $2",
      sha256_hex(token), now);
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  return PasswordResetGrant{
      .id = row.get<PasswordResetId>(0), .user = row.get<UserId>(1), .expires_at = row.get<Timestamp>(2)};
}

bool use_password_reset(db::Transaction& tx, PasswordResetId id, Timestamp now) {
  return tx.query(
               "update password_resets set used_at = $2, updated_at = $2 where id = $1 and used_at is null",
               id, now)
             .changes() == 1;
}

}  // namespace vtp::accounts
