#include "database/postgres/connection.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "database/postgres/failure.h"
#include "database/postgres/parameters.h"
#include "database/stopwatch.h"

namespace vtp::db::postgres {
namespace {

constexpr std::size_t max_cached_statements = 512;

// The snapshot of a read and the order of writes are those of SQLite, so that rules hold on both engines
// alike.
constexpr const char* begin_read = "begin isolation level repeatable read read only";
constexpr const char* begin_write = "begin isolation level serializable";

std::string text_or_nothing(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

void ignore_notice(void*, const PGresult*) {}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& url, const Options& options)
    : url_(url), options_(options) {
  connect();
}

void PostgresConnection::connect() {
  // The server looks once a second whether we still live: what was killed in a statement must not keep its
  // locks.
  const auto settings = fmt::format(
      "-c statement_timeout={} -c idle_in_transaction_session_timeout={} -c "
      "client_connection_check_interval=1000",
      options_.statement_limit.count(), 4 * options_.statement_limit.count());
  // The first one is expanded because of expand_dbname, so what follows it adds to the address. The time-outs
  // see to it that a server that vanished without a word is noticed.
  const std::array keywords{"dbname",           "options",          "connect_timeout",
                            "tcp_user_timeout", "application_name", static_cast<const char*>(nullptr)};
  const std::array values{url_.c_str(), settings.c_str(), "5",
                          "60000",      "vtp-platform",   static_cast<const char*>(nullptr)};
  constexpr int expand_dbname = 1;
  statements_.clear();
  handle_.reset(PQconnectdbParams(keywords.data(), values.data(), expand_dbname));
  if (!is_alive()) {
    const std::string_view reason = handle_ ? PQerrorMessage(handle_.get()) : "out of memory";
    throw StatementFailed{StatementFailed::Kind::unavailable,
                          fmt::format("PostgreSQL cannot be reached: {}", trim(reason))};
  }
  PQsetNoticeReceiver(handle_.get(), &ignore_notice, nullptr);
}

void PostgresConnection::check(const ResultHandle& result, std::string_view doing) {
  const auto status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  const auto state = text_or_nothing(PQresultErrorField(result.get(), PG_DIAG_SQLSTATE));
  // The primary message only: the details of PostgreSQL quote the values of rows.
  auto message = text_or_nothing(PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY));
  if (message.empty()) message = trim(PQerrorMessage(handle_.get()));
  statements_are_stale_ = statements_are_stale_ || is_stale_statement(state);
  throw StatementFailed{is_alive() ? kind_of(state) : StatementFailed::Kind::unavailable,
                        fmt::format("PostgreSQL {}: {} ({})", state, message, doing)};
}

ResultHandle PostgresConnection::execute(const std::string& command) {
  ResultHandle result(PQexec(handle_.get(), command.c_str()));
  check(result, command);
  return result;
}

Rows PostgresConnection::run(std::string_view sql, const std::vector<Value>& parameters) {
  const Stopwatch stopwatch(options_);
  const Parameters converted(parameters);
  const auto& name = prepared(sql);
  constexpr int text_answers = 0;
  const ResultHandle result(PQexecPrepared(handle_.get(), name.c_str(), converted.count(),
                                           converted.pointers(), converted.lengths(), converted.formats(),
                                           text_answers));
  check(result, sql);
  return to_rows(result.get());
}

const std::string& PostgresConnection::prepared(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  if (statements_.size() >= max_cached_statements) {
    execute("deallocate all");
    statements_.clear();
  }
  const std::string text(sql);
  auto name = fmt::format("s{}", statements_.size());
  const ResultHandle result(PQprepare(handle_.get(), name.c_str(), text.c_str(), 0, nullptr));
  check(result, sql);
  return statements_.emplace(text, std::move(name)).first->second;
}

void PostgresConnection::run_script(std::string_view script) {
  execute("set local statement_timeout = 0");
  execute(std::string(script));
  execute(fmt::format("set local statement_timeout = {}", options_.statement_limit.count()));
}

void PostgresConnection::begin(Access access) {
  const auto* command = access == Access::write ? begin_write : begin_read;
  if (!is_alive()) connect();
  try {
    execute(command);
  } catch (const StatementFailed&) {
    if (is_alive()) throw;
    connect();  // the server was restarted while the connection lay idle
    execute(command);
  }
}

void PostgresConnection::commit() {
  execute("commit");
}

void PostgresConnection::rollback() noexcept {
  const ResultHandle rolled_back(PQexec(handle_.get(), "rollback"));
  if (!statements_are_stale_) return;
  const ResultHandle forgotten(PQexec(handle_.get(), "deallocate all"));
  statements_.clear();
  statements_are_stale_ = false;
}

}  // namespace vtp::db::postgres
