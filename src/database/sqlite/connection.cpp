#include "database/sqlite/connection.h"

#include <fmt/format.h>

#include "database/sqlite/failure.h"
#include "database/sqlite/functions.h"
#include "database/stopwatch.h"

namespace vtp::db::sqlite {
namespace {

constexpr std::size_t max_cached_statements = 512;
constexpr int instructions_between_limit_checks = 10'000;  // well under a millisecond of work

}  // namespace

SqliteConnection::SqliteConnection(const std::string& file, Access access, const Options& options)
    : options_(options) {
  const int mode = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) throw_failure(handle, fmt::format("open {}", file));
  configure(access);
}

void SqliteConnection::configure(Access access) {
  auto* handle = handle_.get();
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, static_cast<int>(options_.wait_limit.count()));
  sqlite3_progress_handler(handle, instructions_between_limit_checks, &SqliteConnection::is_over_limit, this);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);  // "x" is a name, never a text
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  add_functions(handle);
  run_script("pragma foreign_keys = on; pragma case_sensitive_like = on;");
  if (access == Access::write)
    // FULL: what was acknowledged also survives a power cut.
    run_script("pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = fast;");
}

int SqliteConnection::is_over_limit(void* self) {
  return std::chrono::steady_clock::now() > static_cast<SqliteConnection*>(self)->deadline_ ? 1 : 0;
}

Rows SqliteConnection::run(std::string_view sql, const std::vector<Value>& parameters) {
  const Stopwatch stopwatch(options_);
  deadline_ = std::chrono::steady_clock::now() + options_.statement_limit;
  return prepared(sql).run(parameters);
}

void SqliteConnection::run_script(std::string_view script) {
  deadline_ = std::chrono::steady_clock::time_point::max();
  const std::string text(script);
  if (sqlite3_exec(handle_.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw_failure(handle_.get(), script);
}

Statement& SqliteConnection::prepared(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  if (statements_.size() >= max_cached_statements) statements_.clear();
  return statements_.emplace(std::string(sql), Statement(handle_.get(), sql)).first->second;
}

void SqliteConnection::begin(Access access) {
  deadline_ = std::chrono::steady_clock::time_point::max();
  // "immediate" takes the write lock at once: a transaction that reads first could not get it later without
  // failing.
  control(access == Access::write ? "begin immediate" : "begin");
}

void SqliteConnection::commit() {
  deadline_ = std::chrono::steady_clock::time_point::max();
  control("commit");
}

void SqliteConnection::rollback() noexcept {
  deadline_ = std::chrono::steady_clock::time_point::max();
  // After some failures (a full disk) SQLite has rolled back already.
  if (sqlite3_get_autocommit(handle_.get()) == 0)
    sqlite3_exec(handle_.get(), "rollback", nullptr, nullptr, nullptr);
}

}  // namespace vtp::db::sqlite
