#include "accounts/purge_expired.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/try.h"

namespace vtp::accounts {
namespace {

constexpr int rows_at_once = 500;
constexpr int max_steps = 200;

/// Rows of a table that nobody needs: $1 in the condition is the `horizon`.
struct Rubbish {
  std::string_view table;
  std::string_view key;
  std::string_view condition;
  Timestamp horizon;
};

Result<std::int64_t> remove(db::Database& database, const Rubbish& rubbish) {
  const auto sql = fmt::format("delete from {0} where {1} in (select {1} from {0} where {2} limit {3})",
                               rubbish.table, rubbish.key, rubbish.condition, rows_at_once);
  std::int64_t total = 0;
  for (int step = 0; step < max_steps; ++step) {
    VTP_TRY(const auto removed,
            database.write([&](db::Transaction& tx) { return tx.query(sql, rubbish.horizon).changes(); }));
    total += removed;
    if (removed < rows_at_once) break;
  }
  return total;
}

}  // namespace

Result<std::int64_t> purge_expired(db::Database& database, const AccountSettings& settings, Timestamp now) {
  const std::array all{
      Rubbish{"refresh_tokens", "id", "expires_at <= $1", now - memory_of_sessions},
      Rubbish{"sessions", "id", "expires_at <= $1 or revoked_at <= $1", now - memory_of_sessions},
      Rubbish{"password_resets", "id", "expires_at <= $1", now},
      Rubbish{"auth_throttle", "key_hash",
              "window_started_at <= $1 and (locked_until is null or locked_until <= $1)",
              now - settings.lockout_window},
  };
  std::int64_t total = 0;
  for (const auto& rubbish : all) {
    VTP_TRY(const auto removed, remove(database, rubbish));
    total += removed;
  }
  return total;
}

}  // namespace vtp::accounts
