// The whole program in one process: what is served when everything is put together.
#include "app/platform.h"

#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include "app/config_sources.h"
#include "app/doctor.h"
#include "app/operations_routes.h"
#include "app/places.h"
#include "http/listen_socket.h"
#include "http/openapi.h"
#include "http/router.h"
#include "jobs/job.h"
#include "runtime/process_name.h"
#include "support/database/database_test.h"
#include "support/database/temporary_directory.h"
#include "support/http/outcome_ledger.h"

namespace vtp::app {
namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

class WholeProgram : public ::testing::TestWithParam<db::Engine> {
 protected:
  explicit WholeProgram(const Settings& more = {})
      : config_(config_with(more)),
        platform_(Platform::open(config_, log_, clock_).value()),
        router_(platform_->routes(), platform_->gate()) {
    vtp::testing::enter_routes(platform_->routes());
  }

  Config config_with(const Settings& more) {
    Flags flags{.values = {{"server.data_dir", folder_.path().string()},
                           {"server.port", "0"},
                           {"media.udp_port", "0"},
                           {"database.url", database_.url()},
                           {"limits.enabled", "false"}}};
    flags.values.insert(flags.values.end(), more.begin(), more.end());
    return load_config(flags, {})->config;
  }

  http::Response get(std::string path, std::string address = "127.0.0.1", std::string authorization = {}) {
    http::Request request;
    request.path = std::move(path);
    request.address = std::move(address);
    if (!authorization.empty()) request.headers.add("Authorization", std::move(authorization));
    const auto match = router_.match(request.method, request.path);
    auto response = router_.handle(request, match);
    vtp::testing::note_answer(*match.route, vtp::testing::name_of(GetParam()), response.status,
                              body(response));
    return response;
  }

  static std::string body(const http::Response& response) {
    std::string text;
    for (const auto& piece : response.body)
      if (const auto* part = std::get_if<std::string>(&piece)) text += *part;
    return text;
  }

  vtp::testing::TemporaryDirectory folder_;
  vtp::testing::TestDatabase database_{GetParam(), vtp::testing::TestDatabase::Contents::nothing};
  Config config_;
  SystemClock clock_;
  NullSink sink_;
  Log log_{sink_, clock_};
  std::unique_ptr<Platform> platform_;
  http::Router router_;
};
VTP_ON_BOTH_ENGINES(WholeProgram);

const auto* const demand = vtp::testing::demand_every_outcome({"Operations"});

TEST_P(WholeProgram, IsHealthyAndReadyFromTheStart) {
  const auto health = get("/health");
  EXPECT_EQ(health.status, 200);
  EXPECT_NE(body(health).find(R"("database":true)"), std::string::npos) << body(health);
  EXPECT_EQ(get("/health/live").status, 200);
  EXPECT_EQ(get("/health/ready").status, 200);
}

TEST_P(WholeProgram, IsNotReadyWhileItDrains) {
  platform_->health().start_draining();
  EXPECT_EQ(get("/health/ready").status, 503);
  EXPECT_EQ(get("/health/live").status, 200);
}

TEST_P(WholeProgram, SaysThatItIsUnwellByItsStatusToo) {
  std::filesystem::remove_all(media_folder(config_));
  const auto health = get("/health");
  EXPECT_EQ(health.status, 503);
  EXPECT_NE(body(health).find(R"("status":"fail")"), std::string::npos) << body(health);
  EXPECT_EQ(get("/health/ready").status, 503);
}

TEST_P(WholeProgram, ShowsItsMetricsToPrivateAddressesOnly) {
  const auto text = body(get("/metrics", "10.1.2.3"));
  for (auto name :
       {"vtp_build_info{version=", "vtp_db_query_seconds_count", "vtp_storage_bytes{class=\"free\"}"})
    EXPECT_NE(text.find(name), std::string::npos) << name;
  EXPECT_EQ(get("/metrics", "203.0.113.7").status, 403);
}

class WithMetricsToken : public WholeProgram {
 protected:
  WithMetricsToken() : WholeProgram({{"ops.metrics_token", "let me count"}}) {}
};
VTP_ON_BOTH_ENGINES(WithMetricsToken);

TEST_P(WithMetricsToken, TheProgramShowsItsMetricsToThoseWhoHaveIt) {
  EXPECT_EQ(get("/metrics", "203.0.113.7", "Bearer let me count").status, 200);
  EXPECT_EQ(get("/metrics", "127.0.0.1", "Bearer let me").status, 403);
  EXPECT_EQ(get("/metrics", "127.0.0.1").status, 403);
}

TEST_P(WholeProgram, DescribesEveryRouteInTheDocumentOfTheTree) {
  std::ifstream file(VTP_SOURCE_DIR "/docs/openapi.json");
  const std::string kept{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(kept == platform_->openapi() + "\n")
      << "docs/openapi.json is not what the routes say; run: vtp-platform openapi > docs/openapi.json";
}

TEST_P(WholeProgram, ServesItsDocumentation) {
  EXPECT_EQ(body(get("/api/v1/openapi.json")), platform_->openapi());
  const auto page = get("/docs");
  EXPECT_EQ(page.headers.get("Content-Type"), "text/html; charset=utf-8");
  EXPECT_NE(body(page).find("/docs/style.css"), std::string::npos);
  EXPECT_EQ(get("/docs/style.css").status, 200);
}

TEST_P(WholeProgram, EveryRouteSaysWhatItIsFor) {
  std::set<std::string> ids;
  for (const auto& route : platform_->routes().routes()) {
    EXPECT_FALSE(route->spec.summary.empty()) << route->spec.path;
    EXPECT_FALSE(route->spec.tag.empty()) << route->spec.path;
    EXPECT_TRUE(ids.insert(http::operation_id(route->spec)).second) << http::operation_id(route->spec);
  }
  EXPECT_GT(ids.size(), 80U);
}

TEST_P(WholeProgram, TellsStrangersHowToRegister) {
  const auto config = body(get("/api/v1/config"));
  EXPECT_NE(config.find(R"("first_account":true)"), std::string::npos) << config;
  EXPECT_FALSE(platform_->has_users());
}

TEST_P(WholeProgram, WantsACredentialForEverythingThatIsNotOpen) {
  for (const auto& route : platform_->routes().routes()) {
    if (route->spec.access == http::Access::open || route->open_sink) continue;
    http::Request request;
    request.method = route->spec.method;
    request.path = route->spec.path;
    request.address = "127.0.0.1";
    EXPECT_EQ(router_.handle(std::move(request)).status, 401) << route->spec.path;
  }
}

TEST_P(WholeProgram, TakesUpAtOnceWhatAKilledProcessOfThisMachineWasWorkingOn) {
  auto killed = runtime::ProcessName::own();
  --killed.started;
  auto foreign = killed;
  foreign.boot = "5d3bd2d1-0000-4000-8000-000000000000";
  const auto database = database_.open();
  const auto add_job = [&](const std::string& rendition, const runtime::ProcessName& holder) {
    ASSERT_TRUE(database->write([&](db::Transaction& tx) {
      tx.query(
          "insert into jobs (id, kind, rendition, params, status, attempts, lease_owner, lease_until, "
          "created_at, updated_at) values ($1, 'purge', $2, $3, 'running', 1, $4, $5, $6, $6)",
          jobs::JobId::make(), rendition, R"({"recording":")" + RecordingId::make().text() + R"("})",
          "host:" + holder.text() + ":quick", clock_.now() + std::chrono::hours(1), clock_.now());
    }));
  };
  const auto is_still_held = [&](const std::string& rendition, const runtime::ProcessName& holder) {
    return database
        ->read([&](db::Transaction& tx) {
          return !tx.query("select 1 from jobs where rendition = $1 and lease_owner = $2", rendition,
                           "host:" + holder.text() + ":quick")
                      .empty();
        })
        .value();
  };
  add_job("ours", killed);
  add_job("theirs", foreign);
  platform_->start();
  EXPECT_FALSE(is_still_held("ours", killed));
  EXPECT_TRUE(is_still_held("theirs", foreign));
}

TEST_P(WholeProgram, TheDoctorFindsNothingToMend) {
  for (const auto& finding : examine(config_))
    EXPECT_NE(finding.result, CheckResult::fail) << finding.subject << ": " << finding.sentence;
}

TEST(Doctor, LeavesNothingBehindWhereNothingIsYet) {
  const vtp::testing::TemporaryDirectory folder;
  const auto data = folder.path() / "new" / "data";
  const auto config =
      load_config(
          {.values = {{"server.data_dir", data.string()}, {"server.port", "0"}, {"media.udp_port", "0"}}}, {})
          ->config;
  const auto report = to_report(examine(config));
  EXPECT_NE(report.find("vtp.db is not there yet and will be made at the first start"), std::string::npos)
      << report;
  EXPECT_NE(report.find("Everything that is needed is there."), std::string::npos) << report;
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "new"));
}

TEST(Doctor, SaysWhyAFolderCannotBeMade) {
  const auto config =
      load_config(
          {.values = {{"server.data_dir", "/dev/null/vtp"}, {"server.port", "0"}, {"media.udp_port", "0"}}},
          {})
          ->config;
  const auto report = to_report(examine(config));
  EXPECT_NE(
      report.find("/dev/null/vtp/recordings does not exist, and this user cannot make it in /dev/null."),
      std::string::npos)
      << report;
}

TEST(Doctor, SaysWhatIsWrongWithThePort) {
  const auto socket = http::listen_on("127.0.0.1:0").value();
  const auto port = socket.address.substr(socket.address.rfind(':') + 1);
  const vtp::testing::TemporaryDirectory folder;
  const auto report_on = [&](const std::string& host) {
    return to_report(examine(load_config({.values = {{"server.data_dir", folder.path().string()},
                                                     {"server.host", host},
                                                     {"server.port", port},
                                                     {"media.udp_port", "0"}}},
                                         {})
                                 ->config));
  };
  EXPECT_NE(report_on("127.0.0.1").find("WARNING  port: 127.0.0.1:" + port + " is taken"), std::string::npos);
  EXPECT_NE(report_on("203.0.113.1").find("PROBLEM  port: 203.0.113.1:" + port + " cannot be listened on"),
            std::string::npos);
  EXPECT_NE(report_on("no such host").find("PROBLEM  port: no such host is no address"), std::string::npos);
}

TEST_P(WholeProgram, TheDoctorSaysWhatIsWrong) {
  auto config = config_;
  config.database_url = "postgres://nobody@127.0.0.1:1/none";
  config.server_timezone = "Mars/Olympus";
  config.server_tls_certificate = config.server_tls_key = "/nonexistent.pem";
  const auto report = to_report(examine(config));
  for (auto subject : {"PROBLEM  database", "PROBLEM  time zone", "PROBLEM  TLS", "3 problems to mend"})
    EXPECT_NE(report.find(subject), std::string::npos) << report;
}

TEST_P(WholeProgram, PurgesWhatIsOverWhenItStarts) {
  const auto database = db::open(database_address(config_), {}).value();
  ASSERT_TRUE(platform_->users().make_admin("adele@example.org", "Adele", "Correct-Horse-7"));
  ASSERT_TRUE(database->write([](db::Transaction& tx) {
    const auto user = tx.query("select id from users").front().get<UserId>(0);
    tx.query(
        "insert into sessions (id, user_id, client, last_used_at, expires_at, created_at, updated_at) "
        "values ($1, $2, 'api', 0, 0, 0, 0)",
        SessionId::make(), user);
    tx.query(
        "insert into courses (id, code, code_key, name, instructor_id, semester, year, deleted_at, "
        "created_at, updated_at) values ($1, 'A', 'A', 'A', $2, 'Fall', 2026, 0, 0, 0)",
        CourseId::make(), user);
  }));
  platform_->start();
  platform_->stop();
  ASSERT_TRUE(database->read([](db::Transaction& tx) {
    EXPECT_TRUE(tx.query("select id from sessions").empty());
    EXPECT_TRUE(tx.query("select id from courses").empty());
  }));
}

TEST(PrivateAddress, CoversBothKindsOfAddress) {
  for (auto address : {"127.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.1.1",
                       "::1", "fd00::1", "fe80::1"})
    EXPECT_TRUE(is_private_address(address)) << address;
  for (auto address : {"8.8.8.8", "172.32.0.1", "11.0.0.1", "2001:db8::1", "", "localhost"})
    EXPECT_FALSE(is_private_address(address)) << address;
}

}  // namespace
}  // namespace vtp::app
