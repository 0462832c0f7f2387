#include "database/pooled_database.h"

#include <algorithm>
#include <random>
#include <thread>

#include "database/failure.h"

namespace vtp::db {
namespace {

constexpr int max_attempts = 10;

/// A random time that doubles with each attempt, so that those that collided do not meet again.
void wait_before_next(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  const int limit = std::min(200, 2 << attempt);
  std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(1, limit)(random)));
}

}  // namespace

Result<void> PooledDatabase::run_body(Access access, BodyRef body) {
  for (int attempt = 1;; ++attempt) {
    try {
      for (const auto& effect : run_once(access, body)) effect();
      return {};
    } catch (const StatementFailed& failure) {
      if (failure.kind != StatementFailed::Kind::retry || attempt == max_attempts)
        return std::unexpected(give_up(failure));
    }
    wait_before_next(attempt);
  }
}

PooledDatabase::Effects PooledDatabase::run_once(Access access, BodyRef body) {
  const auto connection = pool_for(access).take(options_.wait_limit);
  connection->begin(access);
  connection->take_effects();  // of a transaction that was given up
  try {
    if (body.call(body.object, *connection)) {
      connection->commit();
      return connection->take_effects();
    }
    connection->rollback();
    return {};
  } catch (...) {
    connection->rollback();
    throw;
  }
}

Result<void> PooledDatabase::try_connection(Access access) {
  try {
    const auto connection = pool_for(access).take(options_.wait_limit);
    return {};
  } catch (const StatementFailed& failure) {
    auto error = give_up(failure);
    error.message = failure.message;
    return std::unexpected(std::move(error));
  }
}

Error PooledDatabase::give_up(const StatementFailed& failure) const {
  if (options_.on_failure) options_.on_failure(failure);
  return to_error(failure);
}

}  // namespace vtp::db
