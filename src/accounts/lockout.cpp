#include "accounts/lockout.h"

#include "accounts/secrets.h"
#include "accounts/user_store.h"

namespace vtp::accounts {
namespace {

/// The table holds no addresses: whoever reads it does not learn who tried to sign in.
std::string key_of(std::string_view email) {
  return sha256_hex("login:" + normal_email(email));
}

}  // namespace

std::optional<Timestamp> locked_until(db::Transaction& tx, std::string_view email, Timestamp now) {
  const auto rows = tx.query(
      "select locked_until from auth_throttle where key_hash = $1 and locked_until > $2", key_of(email), now);
  if (rows.empty()) return std::nullopt;
  return rows.front().get<Timestamp>(0);
}

Result<void> check_not_locked(db::Transaction& tx, std::string_view email, Timestamp now) {
  const auto until = locked_until(tx, email, now);
  if (!until) return {};
  auto refusal = fail(ErrorCode::account_locked, "Too many failed attempts; try again later");
  refusal.error().retry_after = std::chrono::ceil<std::chrono::seconds>(*until - now);
  return refusal;
}

bool record_failure(db::Transaction& tx, std::string_view email, const AccountSettings& settings,
                    Timestamp now) {
  // A window that is over begins anew with this failure.
  const auto rows = tx.query(
      "insert into auth_throttle (key_hash, kind, failures, window_started_at, locked_until, created_at, "
      "updated_at) "
      "values ($1, 'login', 1, $2, null, $2, $2) on conflict (key_hash) do update set "
      "failures = case when auth_throttle.window_started_at <= $3 then 1 else auth_throttle.failures + 1 "
      "end, "
      "window_started_at = case when auth_throttle.window_started_at <= $3 then $2 "
      "else auth_throttle.window_started_at end, updated_at = $2 returning failures",
      key_of(email), now, now - settings.lockout_window);
  if (rows.front().get<int>(0) < settings.lockout_failures) return false;
  tx.query(
      "update auth_throttle set failures = 0, window_started_at = $2, locked_until = $3 where key_hash = $1",
      key_of(email), now, now + settings.lockout_life);
  return true;
}

void clear_failures(db::Transaction& tx, std::string_view email) {
  tx.query("delete from auth_throttle where key_hash = $1", key_of(email));
}

}  // namespace vtp::accounts
