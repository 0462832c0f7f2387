#include "database/migrations.h"

#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/time.h"
#include "base/try.h"

namespace vtp::db {
namespace {

struct Applied {
  std::string name;
  std::string checksum;
};
using History = std::map<int, Applied>;  // by version

constexpr std::string_view create_history =
    "create table if not exists schema_migrations (version integer primary key, name text not null,"
    " checksum text not null, applied_at bigint not null);";

bool has_history(Transaction& tx) {
  return !tx.query(tx.engine() == Engine::sqlite
                       ? "select 1 from sqlite_master where type = 'table' and name = 'schema_migrations'"
                       : "select 1 from pg_tables where schemaname = current_schema() and"
                         " tablename = 'schema_migrations'")
              .empty();
}

History read_history(Transaction& tx) {
  History history;
  if (!has_history(tx)) return history;
  for (const auto& row : tx.query("select version, name, checksum from schema_migrations"))
    history[row.get<int>(0)] = {row.get<std::string>(1), row.get<std::string>(2)};
  return history;
}

std::unexpected<Error> refuse(std::string message) {
  return fail(ErrorCode::conflict, std::move(message));
}

/// What was applied must be the beginning of what the program knows. Returns how many that are.
Result<std::size_t> compare(const History& history, std::span<const Migration> migrations) {
  const int newest = migrations.empty() ? 0 : migrations.back().version;
  if (!history.empty() && history.rbegin()->first > newest)
    return refuse(
        fmt::format("The database is newer (version {}) than this program (version {}). Start the program "
                    "that upgraded it, or restore the copy made before the upgrade.",
                    history.rbegin()->first, newest));
  std::size_t count = 0;
  for (const auto& [version, applied] : history) {
    const auto& known = migrations[count];
    if (known.version != version)
      return refuse(
          fmt::format("The database lacks migration {} although {} was applied: it was changed by hand or "
                      "by another program.",
                      known.name, applied.name));
    if (known.checksum != applied.checksum)
      return refuse(
          fmt::format("Migration {} was applied to the database in another form than the one in this "
                      "program: the two are not of the same release.",
                      known.name));
    ++count;
  }
  return count;
}

/// Makes servers that start at the same time wait for each other; SQLite's write transactions do so by
/// themselves.
void lock_out_others(Transaction& tx) {
  // A stricter isolation level would still show the state from before the wait.
  if (tx.engine() == Engine::postgres)
    tx.run_script("set transaction isolation level read committed; select pg_advisory_xact_lock(7885436021)");
}

std::string for_engine(std::string_view sql, Engine engine) {
  constexpr std::string_view token = "{bytes}";
  std::string text(sql);
  for (auto at = text.find(token); at != std::string::npos; at = text.find(token, at))
    text.replace(at, token.size(), engine == Engine::sqlite ? "BLOB" : "BYTEA");
  return text;
}

/// Applies the first pending migration; nullopt when there is none.
Result<std::optional<int>> apply_next(Transaction& tx, std::span<const Migration> migrations) {
  lock_out_others(tx);
  tx.run_script(create_history);
  VTP_TRY(const std::size_t done, compare(read_history(tx), migrations));
  if (done == migrations.size()) return std::nullopt;
  const auto& next = migrations[done];
  tx.run_script(for_engine(next.sql, tx.engine()));
  tx.query("insert into schema_migrations (version, name, checksum, applied_at) values ($1, $2, $3, $4)",
           next.version, next.name, next.checksum, SystemClock().now());
  return next.version;
}

}  // namespace

Result<MigrationReport> migrate(Database& database, std::span<const Migration> migrations) {
  VTP_TRY(const auto history, database.read([](Transaction& tx) { return read_history(tx); }));
  VTP_TRY(const std::size_t done, compare(history, migrations));
  MigrationReport report{.version = history.empty() ? 0 : history.rbegin()->first};
  if (done == migrations.size()) return report;

  if (!history.empty()) {
    VTP_TRY(auto copy, database.back_up(fmt::format("before-{}", migrations[done].name)));
    report.back_up = std::move(copy).value_or("");
  }
  for (;;) {
    VTP_TRY(const auto version, database.write([&](Transaction& tx) { return apply_next(tx, migrations); }));
    if (!version) return report;
    report.version = *version;
    ++report.applied;
  }
}

Result<int> schema_version(Database& database) {
  return database.read([](Transaction& tx) {
    const auto history = read_history(tx);
    return history.empty() ? 0 : history.rbegin()->first;
  });
}

}  // namespace vtp::db
