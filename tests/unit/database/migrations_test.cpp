#include "database/migrations.h"

#include <array>
#include <filesystem>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "support/database/database_test.h"

namespace vtp::db {
namespace {

using testing::TestDatabase;

constexpr Migration first{1, "0001_first", "aa",
                          "create table a (id integer primary key); create table b (x {bytes});"};
constexpr Migration second{2, "0002_second", "bb",
                           "alter table a add column name text; insert into a values (1, 'x');"};
constexpr Migration broken{2, "0002_second", "bb",
                           "create table half (id integer); select nonsense from nowhere;"};
constexpr Migration endless{
    2, "0002_second", "bb",
    "create table half (id integer); create table slow as with recursive n(i) as"
    " (select 1 union all select i + 1 from n where i < 100000000000) select count(*) as c from n;"};
constexpr Migration third{3, "0003_third", "cc", "create table c (id integer primary key);"};

class Migrations : public ::testing::TestWithParam<Engine> {
 protected:
  static constexpr std::array both{first, second};

  std::unique_ptr<Database> open() {
    return empty_.open({.on_failure = [](const StatementFailed&) {}});
  }
  bool has_table(const std::string& name) {
    return database->read([&](Transaction& tx) { tx.query("select count(*) from " + name); }).has_value();
  }

  /// Does some server stand in the middle of a migration?
  bool is_locked() {
    if (GetParam() == Engine::postgres)
      return database
                 ->read([](Transaction& tx) {
                   return tx
                       .query(
                           "select 1 from pg_locks l join pg_database d on d.oid = l.database"
                           " where l.locktype = 'advisory' and d.datname = current_database()")
                       .size();
                 })
                 .value() > 0;
    const auto impatient = empty_.open(
        {.wait_limit = std::chrono::milliseconds(1), .on_failure = [](const StatementFailed&) {}});
    return !impatient->write([](Transaction&) {}).has_value();
  }

  TestDatabase empty_{GetParam(), TestDatabase::Contents::nothing};
  std::unique_ptr<Database> database = open();
};
INSTANTIATE_TEST_SUITE_P(Engines, Migrations, ::testing::Values(Engine::sqlite, Engine::postgres),
                         testing::engine_name);

TEST_P(Migrations, AnEmptyDatabaseGetsAllOfThemOnce) {
  const auto report = migrate(*database, both);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->applied, 2);
  EXPECT_EQ(report->version, 2);
  EXPECT_EQ(report->back_up, "");
  EXPECT_EQ(schema_version(*database).value(), 2);
  EXPECT_EQ(migrate(*database, both)->applied, 0);
}

TEST_P(Migrations, TheOnesOfTheProgramApply) {
  ASSERT_TRUE(migrate(*database).has_value());
  EXPECT_EQ(schema_version(*database).value(), migration_files().back().version);
  EXPECT_TRUE(has_table("playback_positions"));
}

TEST_P(Migrations, OnlyWhatIsPendingIsApplied) {
  ASSERT_TRUE(migrate(*database, std::array{first}).has_value());
  const auto report = migrate(*database, both);
  EXPECT_EQ(report->applied, 1);
  EXPECT_EQ(report->version, 2);
}

TEST_P(Migrations, SqliteIsCopiedBeforeTheFirstPendingOneOfADatabaseInUse) {
  ASSERT_TRUE(migrate(*database, std::array{first}).has_value());
  const auto copy = migrate(*database, both)->back_up;
  if (GetParam() == Engine::postgres) {
    EXPECT_EQ(copy, "");
    return;
  }
  EXPECT_EQ(copy, empty_.url() + ".before-0002_second");
  EXPECT_EQ(schema_version(**db::open(copy, {})).value(), 1);
  std::filesystem::remove(copy);
}

TEST_P(Migrations, ADatabaseNewerThanTheProgramIsRefused) {
  ASSERT_TRUE(migrate(*database, both).has_value());
  const auto answer = migrate(*database, std::array{first});
  ASSERT_FALSE(answer.has_value());
  EXPECT_TRUE(answer.error().message.contains("newer (version 2) than this program (version 1)"));
}

TEST_P(Migrations, AChangedMigrationIsRefused) {
  ASSERT_TRUE(migrate(*database, both).has_value());
  auto changed = first;
  changed.checksum = "a1";
  const auto answer = migrate(*database, std::array{changed, second, third});
  ASSERT_FALSE(answer.has_value());
  EXPECT_TRUE(answer.error().message.contains("0001_first"));
  EXPECT_EQ(schema_version(*database).value(), 2);
}

TEST_P(Migrations, AGapIsRefused) {
  ASSERT_TRUE(migrate(*database, std::array{first, third}).has_value());
  const auto answer = migrate(*database, std::array{first, second, third});
  ASSERT_FALSE(answer.has_value());
  EXPECT_TRUE(answer.error().message.contains("lacks migration 0002_second"));
}

TEST_P(Migrations, OneThatFailsLeavesNothingBehind) {
  EXPECT_FALSE(migrate(*database, std::array{first, broken}).has_value());
  EXPECT_EQ(schema_version(*database).value(), 1);
  EXPECT_FALSE(has_table("half"));
  EXPECT_TRUE(migrate(*database, both).has_value());
  if (GetParam() == Engine::sqlite) std::filesystem::remove(empty_.url() + ".before-0002_second");
}

TEST_P(Migrations, ServersThatStartAtOnceDoNotCollide) {
  std::atomic<int> applied = 0;
  {
    std::vector<std::jthread> servers;
    for (int i = 0; i < 4; ++i)
      servers.emplace_back([&] {
        const auto report = migrate(*open());
        ASSERT_TRUE(report.has_value()) << report.error().message;
        applied += report->applied;
      });
  }
  EXPECT_EQ(applied, static_cast<int>(migration_files().size()));
}

TEST_P(Migrations, AServerKilledInTheMiddleOfOneLosesNothing) {
  const pid_t child = fork();
  if (child == 0) {
    (void)migrate(*open(), std::array{first, endless});
    _exit(0);
  }
  while (schema_version(*database).value() < 1 || !is_locked()) std::this_thread::yield();
  kill(child, SIGKILL);
  ASSERT_EQ(waitpid(child, nullptr, 0), child);

  const auto report = migrate(*database, both);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->applied, 1);
  EXPECT_FALSE(has_table("half"));
  if (GetParam() == Engine::sqlite) std::filesystem::remove(empty_.url() + ".before-0002_second");
}

TEST(MigrationFiles, AreNumberedWithoutGaps) {
  int expected = 1;
  for (const auto& migration : migration_files()) {
    EXPECT_EQ(migration.version, expected++);
    EXPECT_EQ(migration.checksum.size(), 64U);
  }
}

TEST(MigrationFiles, EveryForeignKeyLeadsAnIndex) {
  const TestDatabase migrated(Engine::sqlite);
  const auto bare = migrated.open()->read([](Transaction& tx) {
    return tx.query(
        "select m.name, f.\"from\" from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = "
        "'table'"
        " and not exists (select 1 from pragma_index_list(m.name) i, pragma_index_info(i.name) c"
        " where c.seqno = 0 and c.name = f.\"from\")");
  });
  for (const auto& row : *bare)
    ADD_FAILURE() << row.get<std::string>(0) << "." << row.get<std::string>(1) << " has no index";
}

}  // namespace
}  // namespace vtp::db
