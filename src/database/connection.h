// One connection of an engine, as the pool and the transactions of PooledDatabase see it.
#pragma once

#include "database/database.h"

namespace vtp::db {

/// Every call but `rollback` throws StatementFailed. Used by one thread at a time.
class Connection : public Transaction {
 public:
  using Transaction::take_effects;
  virtual void begin(Access access) = 0;
  virtual void commit() = 0;
  /// Leaves the connection fit for the next transaction if that is possible at all.
  virtual void rollback() noexcept = 0;
};

}  // namespace vtp::db
