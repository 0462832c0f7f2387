// Transactions over pools of connections: what both engines have in common.
#pragma once

#include "database/pool.h"

namespace vtp::db {

class PooledDatabase : public Database {
 protected:
  explicit PooledDatabase(const Options& options) : options_(options) {}

  virtual Pool& pool_for(Access access) = 0;
  Result<void> run_body(Access access, BodyRef body) final;

  /// Opens a connection, so that a wrong address shows when the program starts. The error names the cause.
  Result<void> try_connection(Access access);

  [[nodiscard]] const Options& options() const { return options_; }

 private:
  using Effects = std::vector<std::function<void()>>;

  /// One attempt; returns what is to be done after the commit. Throws StatementFailed.
  Effects run_once(Access access, BodyRef body);
  Error give_up(const StatementFailed& failure) const;

  Options options_;
};

}  // namespace vtp::db
