#include "database/sqlite/open.h"

#include <filesystem>

#include <fmt/format.h>

#include "database/failure.h"
#include "database/pooled_database.h"
#include "database/sqlite/connection.h"

namespace vtp::db::sqlite {
namespace {

/// One writer, because SQLite has one write lock, and readers that never wait for it (write-ahead log).
class SqliteDatabase final : public PooledDatabase {
 public:
  SqliteDatabase(std::string file, const Options& options)
      : PooledDatabase(options),
        file_(std::move(file)),
        writers_(1, [this] { return connect(Access::write); }),
        readers_(options.connections, [this] { return connect(Access::read); }) {}

  /// Opens the writer first: it creates the file that the readers need.
  Result<void> start() {
    if (auto done = try_connection(Access::write); !done) return done;
    return try_connection(Access::read);
  }

  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }

  Result<std::optional<std::string>> back_up(std::string_view label) override {
    const auto name = fmt::format("{}.{}", file_, label);
    const auto partial = fmt::format("{}.{}", name, Id<struct BackupTag>::make().view());
    auto patient = options();
    patient.statement_limit = std::chrono::hours(24);  // a copy takes as long as the file is large
    try {
      SqliteConnection(file_, Access::read, patient).run("vacuum into $1", {partial});
      std::filesystem::rename(partial, name);
    } catch (const StatementFailed& failure) {
      if (options().on_failure) options().on_failure(failure);
      return std::unexpected(to_error(failure));
    }
    return name;
  }

 protected:
  Pool& pool_for(Access access) override { return access == Access::write ? writers_ : readers_; }

 private:
  std::unique_ptr<Connection> connect(Access access) {
    return std::make_unique<SqliteConnection>(file_, access, options());
  }

  std::string file_;
  Pool writers_;
  Pool readers_;
};

}  // namespace

Result<std::unique_ptr<Database>> open(const std::string& url, const Options& options) {
  auto database = std::make_unique<SqliteDatabase>(url, options);
  if (auto done = database->start(); !done) return std::unexpected(std::move(done).error());
  return database;
}

}  // namespace vtp::db::sqlite
