#include "accounts/signing_secret.h"

#include "accounts/secrets.h"
#include "base/text.h"

namespace vtp::accounts {

Result<std::string> signing_secret(db::Database& database, const std::string& configured, Timestamp now) {
  if (!configured.empty()) return configured;
  return database.write([&](db::Transaction& tx) {
    // Of two servers that start at once the first one's secret stays, and both read it. The value is JSON
    // text.
    tx.query(
        "insert into settings (key, value, created_at, updated_at) values ('auth.jwt_secret', $1, $2, $2) "
        "on conflict (key) do nothing",
        '"' + new_secret() + '"', now);
    const auto stored =
        tx.query("select value from settings where key = 'auth.jwt_secret'").front().get<std::string>(0);
    return stored.substr(1, stored.size() - 2);
  });
}

}  // namespace vtp::accounts
