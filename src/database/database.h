// The database of the platform: SQLite in a file or PostgreSQL, one SQL text for both.
//
//   auto course = database.read([&](db::Transaction& tx) { return find_course(tx, id); });
//   auto made = database.write([&](db::Transaction& tx) -> Result<Course> { ... });
//
// Statements use $1 ... $n (the same number may stand twice), the dialect of docs/database.md, and never
// `::`.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/error.h"
#include "database/rows.h"

namespace vtp::db {

enum class Engine { sqlite, postgres };

/// A statement that failed. Thrown by Transaction::query, caught by Database::read and Database::write and
/// nowhere else: inside a transaction there is nothing sensible to do but to give it up. A broken unique rule
/// that a service wants to answer is asked for in the SQL itself (`on conflict do nothing returning id`).
struct StatementFailed {
  enum class Kind { unavailable, retry, constraint, storage_full, other };
  Kind kind = Kind::other;
  std::string message;  // for the log, never for a client
};

/// What is open between begin and commit. Used by one thread.
class Transaction {
 public:
  virtual ~Transaction() = default;
  Transaction() = default;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Runs one statement. Throws StatementFailed.
  template <class... Parameters>
  Rows query(std::string_view sql, Parameters&&... parameters) {
    std::vector<Value> values;
    values.reserve(sizeof...(parameters));
    (values.push_back(to_value(std::forward<Parameters>(parameters))), ...);
    return run(sql, values);
  }

  /// As `query`, for statements whose number of parameters is known at run time only.
  virtual Rows run(std::string_view sql, const std::vector<Value>& parameters) = 0;

  /// Runs statements that stand one after another and have no parameters, without the statement limit:
  /// migrations.
  virtual void run_script(std::string_view script) = 0;

  /// Has `effect` called once the transaction has been committed, on the same thread and outside of it: for
  /// what must not happen if the transaction is rolled back or run again.
  void after_commit(std::function<void()> effect) { effects_.push_back(std::move(effect)); }

  [[nodiscard]] virtual Engine engine() const = 0;

 protected:
  /// What was asked for since the last call.
  std::vector<std::function<void()>> take_effects() { return std::exchange(effects_, {}); }

 private:
  std::vector<std::function<void()>> effects_;
};

enum class Access { read, write };

/// A bounded set of connections. Calls block the calling thread (never a network thread) until a connection
/// is free; one that waits longer than the time limit gives NOT_READY. Safe to use from many threads.
class Database {
 public:
  virtual ~Database() = default;

  /// Runs `work(Transaction&)` and returns what it returns. `work` may return a Result (an error rolls back)
  /// or any other value; the answer is always a Result. A write whose transaction collided with another one
  /// is run again, so `work` must not have effects outside the transaction but those of
  /// Transaction::after_commit.
  template <class Work>
  auto read(Work&& work) {
    return transact(Access::read, std::forward<Work>(work));
  }
  template <class Work>
  auto write(Work&& work) {
    return transact(Access::write, std::forward<Work>(work));
  }

  [[nodiscard]] virtual Engine engine() const = 0;

  /// Writes a consistent copy beside the database file, named "<file>.<label>", and returns that name;
  /// nothing where the engine has its own tools for it (PostgreSQL).
  virtual Result<std::optional<std::string>> back_up(std::string_view label) = 0;

 protected:
  /// A callable without its type, so that the virtual function below can take any.
  struct BodyRef {
    void* object;
    bool (*call)(void*, Transaction&);
  };

  /// Begins, calls the body, commits if it returned true and rolls back otherwise; retries collisions.
  virtual Result<void> run_body(Access access, BodyRef body) = 0;

 private:
  template <class T>
  struct AsResult {
    using type = Result<T>;
  };
  template <class T>
  struct AsResult<Result<T>> {
    using type = Result<T>;
  };

  template <class Work>
  auto transact(Access access, Work&& work) {
    using Answer = std::invoke_result_t<Work&, Transaction&>;
    using Outcome = typename AsResult<Answer>::type;
    Outcome outcome = std::unexpected(Error{});
    auto done = run(access, [&](Transaction& tx) {
      if constexpr (std::is_void_v<Answer>) {
        work(tx);
        outcome = Outcome{};
      } else {
        outcome = Outcome(work(tx));
      }
      return outcome.has_value();
    });
    if (!done) return Outcome(std::unexpected(std::move(done).error()));
    return outcome;
  }

  template <class Body>
  Result<void> run(Access access, Body&& body) {
    return run_body(access, {&body, [](void* object, Transaction& tx) {
                               return (*static_cast<std::remove_reference_t<Body>*>(object))(tx);
                             }});
  }
};

struct Options {
  int connections = 4;                         // readers on SQLite (beside one writer); all on PostgreSQL
  std::chrono::milliseconds wait_limit{5000};  // for a free connection
  std::chrono::milliseconds statement_limit{30000};

  /// Told why a transaction was given up. The text is for the log only. Called from any thread.
  std::function<void(const StatementFailed&)> on_failure;
  /// Told how long each statement took, for metrics. Called from any thread.
  std::function<void(std::chrono::microseconds)> on_statement;
};

/// `url` is a file name (SQLite) or postgres://... (PostgreSQL). Opens, but does not migrate
/// (database/migrations.h). The message of an error is for the operator.
Result<std::unique_ptr<Database>> open(const std::string& url, const Options& options);

}  // namespace vtp::db
