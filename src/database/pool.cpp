#include "database/pool.h"

#include <fmt/format.h>

namespace vtp::db {

Pool::Lease Pool::take(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  if (!freed_.wait_for(lock, limit, [&] { return !idle_.empty() || unopened_ > 0; }))
    throw StatementFailed{StatementFailed::Kind::unavailable,
                          fmt::format("no database connection became free within {} ms", limit.count())};
  if (!idle_.empty()) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return {*this, std::move(connection)};
  }
  --unopened_;
  lock.unlock();
  return {*this, open_one()};
}

std::unique_ptr<Connection> Pool::open_one() {
  try {
    return factory_();
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
  {
    const std::lock_guard lock(mutex_);
    if (connection)
      idle_.push_back(std::move(connection));
    else
      ++unopened_;
  }
  freed_.notify_one();
}

}  // namespace vtp::db
