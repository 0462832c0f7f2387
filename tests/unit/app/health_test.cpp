#include "app/health.h"

#include <cstdlib>
#include <filesystem>

#include "database/migrations.h"
#include "support/database/database_test.h"
#include "support/database/postgres_server.h"
#include "support/database/temporary_directory.h"

namespace vtp::app {
namespace {

using vtp::testing::OwnPostgresServer;
using vtp::testing::TemporaryDirectory;

class HealthOfAll : public vtp::testing::DatabaseTest {
 protected:
  HealthChecks checks(double min_free_percent = 0, bool runs_jobs = true) {
    return HealthChecks({.database = database(),
                         .media = *media_,
                         .clock = clock,
                         .min_free_percent = min_free_percent,
                         .runs_jobs = runs_jobs,
                         .version = "1.2.3"});
  }
  TemporaryDirectory folder_;
  std::unique_ptr<blobs::Directory> media_ = blobs::Directory::open(folder_.path() / "media").value();
};
VTP_ON_BOTH_ENGINES(HealthOfAll);

TEST_P(HealthOfAll, IsFineWithAllThatIsNeeded) {
  const auto all = checks();
  clock.advance(std::chrono::seconds(90));
  const auto health = all.health();
  EXPECT_EQ(health.status, HealthStatus::ok);
  EXPECT_TRUE(health.database);
  EXPECT_EQ(health.version, "1.2.3");
  EXPECT_EQ(health.uptime_seconds, std::chrono::seconds(90));
  EXPECT_EQ(health.checks, (std::map<std::string, CheckResult>{{"database", CheckResult::pass},
                                                               {"media", CheckResult::pass},
                                                               {"storage", CheckResult::pass},
                                                               {"transcoder", CheckResult::pass}}));
  EXPECT_EQ(all.readiness().status, "ready");
}

TEST_P(HealthOfAll, SuffersFromADiskThatIsNearlyFull) {
  const auto all = checks(101);
  EXPECT_EQ(all.health().status, HealthStatus::degraded);
  EXPECT_EQ(all.health().checks.at("storage"), CheckResult::warn);
  EXPECT_EQ(all.readiness().status, "not_ready");
}

TEST_P(HealthOfAll, FailsWithoutAPlaceToWrite) {
  const auto all = checks();
  std::filesystem::remove_all(folder_.path() / "media");
  EXPECT_EQ(all.health().status, HealthStatus::fail);
  EXPECT_EQ(all.readiness().status, "not_ready");
}

TEST_P(HealthOfAll, IsNotReadyForAnotherSchema) {
  ASSERT_TRUE(database().write([](db::Transaction& tx) {
    tx.query("delete from schema_migrations where version = (select max(version) from schema_migrations)");
  }));
  const auto all = checks();
  EXPECT_EQ(all.readiness().status, "not_ready");
  EXPECT_EQ(all.readiness().checks.at("migrations"), CheckResult::fail);
}

TEST_P(HealthOfAll, IsNotReadyWhileItDrains) {
  auto all = checks();
  all.start_draining();
  EXPECT_EQ(all.readiness().status, "not_ready");
  EXPECT_EQ(all.health().status, HealthStatus::ok);
}

/// The programs of the machine out of sight.
class WithoutPrograms {
 public:
  WithoutPrograms() { ::setenv("PATH", "/nonexistent", 1); }
  ~WithoutPrograms() { ::setenv("PATH", path_.c_str(), 1); }

 private:
  std::string path_ = std::getenv("PATH");
};

TEST_P(HealthOfAll, SuffersWithoutFfmpegWhereLecturesAreMade) {
  const WithoutPrograms without;
  EXPECT_EQ(checks().health().status, HealthStatus::degraded);
  EXPECT_EQ(checks().health().checks.at("transcoder"), CheckResult::warn);
  EXPECT_EQ(checks(0, false).health().checks.at("transcoder"), CheckResult::pass);
  EXPECT_EQ(checks().readiness().status, "ready");
}

TEST(HealthOfPostgres, FailsWhileItsServerIsAway) {
  OwnPostgresServer server;
  const auto database = db::open(server.url(), {.connections = 1}).value();
  ASSERT_TRUE(db::migrate(*database));
  const TemporaryDirectory folder;
  const auto media = blobs::Directory::open(folder.path()).value();
  const SystemClock clock;
  const HealthChecks all({.database = *database, .media = *media, .clock = clock, .min_free_percent = 0});
  EXPECT_EQ(all.health().status, HealthStatus::ok);
  server.stop();
  EXPECT_EQ(all.health().status, HealthStatus::fail);
  EXPECT_FALSE(all.health().database);
  EXPECT_EQ(all.readiness().status, "not_ready");
  server.start();
  EXPECT_EQ(all.health().status, HealthStatus::ok);
}

}  // namespace
}  // namespace vtp::app
