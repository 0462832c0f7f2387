// A bounded set of connections that are opened when first needed and lent to one thread at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "database/connection.h"

namespace vtp::db {

class Pool {
 public:
  using Factory = std::function<std::unique_ptr<Connection>()>;

  Pool(int size, Factory factory) : unopened_(size), factory_(std::move(factory)) {}

  /// Gives the connection back when it goes out of scope.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    ~Lease() { pool_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection* operator->() const { return connection_.get(); }
    Connection& operator*() const { return *connection_; }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  /// Throws StatementFailed (unavailable) if none becomes free within `limit` or a new one cannot be opened.
  Lease take(std::chrono::milliseconds limit);

 private:
  std::unique_ptr<Connection> open_one();
  void give_back(std::unique_ptr<Connection> connection) noexcept;

  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;  // the one used last is used next: its caches are warm
  int unopened_;
  Factory factory_;
};

}  // namespace vtp::db
