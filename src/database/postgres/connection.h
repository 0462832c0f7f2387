// A connection to a PostgreSQL server with its cache of prepared statements.
#pragma once

#include <map>
#include <memory>
#include <string>

#include <libpq-fe.h>

#include "database/connection.h"
#include "database/postgres/result.h"

namespace vtp::db::postgres {

class PostgresConnection final : public Connection {
 public:
  /// Throws StatementFailed.
  PostgresConnection(const std::string& url, const Options& options);

  Rows run(std::string_view sql, const std::vector<Value>& parameters) override;
  void run_script(std::string_view script) override;
  [[nodiscard]] Engine engine() const override { return Engine::postgres; }

  void begin(Access access) override;
  void commit() override;
  void rollback() noexcept override;

 private:
  void connect();
  /// The name of the prepared statement for `sql`.
  const std::string& prepared(std::string_view sql);
  ResultHandle execute(const std::string& command);
  /// Throws if `result` is a failure.
  void check(const ResultHandle& result, std::string_view doing);
  [[nodiscard]] bool is_alive() const { return handle_ && PQstatus(handle_.get()) == CONNECTION_OK; }

  struct Finish {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };

  std::string url_;
  const Options& options_;
  std::unique_ptr<PGconn, Finish> handle_;
  std::map<std::string, std::string, std::less<>> statements_;  // SQL text → name
  bool statements_are_stale_ = false;
};

}  // namespace vtp::db::postgres
