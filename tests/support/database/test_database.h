// A database for one test, dropped when the object goes.
#pragma once

#include <memory>
#include <string>

#include "database/database.h"

namespace vtp::testing {

class TestDatabase {
 public:
  enum class Contents { migrated, nothing };

  explicit TestDatabase(db::Engine engine, Contents contents = Contents::migrated);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  /// For db::open.
  [[nodiscard]] const std::string& url() const { return url_; }

  /// As another server would open it.
  [[nodiscard]] std::unique_ptr<db::Database> open(const db::Options& options = {}) const;

 private:
  db::Engine engine_;
  std::string url_;
};

}  // namespace vtp::testing
