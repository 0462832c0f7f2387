// A connection to an SQLite file with its cache of compiled statements.
#pragma once

#include <map>
#include <sqlite3.h>
#include <string>

#include "database/connection.h"
#include "database/sqlite/statement.h"

namespace vtp::db::sqlite {

class SqliteConnection final : public Connection {
 public:
  /// A connection that may only read needs the file to exist. Throws StatementFailed.
  SqliteConnection(const std::string& file, Access access, const Options& options);

  Rows run(std::string_view sql, const std::vector<Value>& parameters) override;
  void run_script(std::string_view script) override;
  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }

  void begin(Access access) override;
  void commit() override;
  void rollback() noexcept override;

 private:
  void configure(Access access);
  Statement& prepared(std::string_view sql);
  /// Runs a statement outside of the statement limit and the metrics.
  void control(std::string_view sql) { prepared(sql).run({}); }
  static int is_over_limit(void* self);

  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  const Options& options_;
  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, Statement, std::less<>> statements_;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
};

}  // namespace vtp::db::sqlite
