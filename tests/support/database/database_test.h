// The base of every test that needs a database: it runs once on SQLite and once on PostgreSQL.
//
//   class CourseStore : public vtp::testing::DatabaseTest {};
//   VTP_ON_BOTH_ENGINES(CourseStore);
//   TEST_P(CourseStore, FindsWhatItStored) { database().write(...); clock.advance(1h); }
#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "database/database.h"
#include "support/database/fake_clock.h"
#include "support/database/test_database.h"

namespace vtp::testing {

class DatabaseTest : public ::testing::TestWithParam<db::Engine> {
 public:
  /// Migrated and empty.
  db::Database& database() { return *database_; }
  /// For a second server on the same data.
  const TestDatabase& test_database() { return test_database_; }

  FakeClock clock;

 private:
  TestDatabase test_database_{GetParam()};
  std::unique_ptr<db::Database> database_ = test_database_.open();
};

inline std::string name_of(db::Engine engine) {
  return engine == db::Engine::sqlite ? "Sqlite" : "Postgres";
}
inline std::string engine_name(const ::testing::TestParamInfo<db::Engine>& info) {
  return name_of(info.param);
}

}  // namespace vtp::testing

#define VTP_ON_BOTH_ENGINES(suite)                                                                    \
  INSTANTIATE_TEST_SUITE_P(Engines, suite,                                                            \
                           ::testing::Values(::vtp::db::Engine::sqlite, ::vtp::db::Engine::postgres), \
                           ::vtp::testing::engine_name)
