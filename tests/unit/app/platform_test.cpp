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
#include "http/openapi.h"
#include "http/router.h"
#include "json/document.h"
#include "support/database/temporary_directory.h"

namespace vtp::app {
namespace {

class WholeProgram : public ::testing::Test {
 protected:
  WholeProgram()
      : config_(load_config({.values = {{"server.data_dir", folder_.path().string()},
                                        {"server.port", "0"},
                                        {"limits.enabled", "false"}}},
                            {})
                    ->config),
        platform_(Platform::open(config_, log_, clock_).value()),
        router_(platform_->routes(), platform_->gate()) {}

  http::Response get(std::string path, std::string address = "127.0.0.1", std::string authorization = {}) {
    http::Request request;
    request.path = std::move(path);
    request.address = std::move(address);
    if (!authorization.empty()) request.headers.add("Authorization", std::move(authorization));
    return router_.handle(std::move(request));
  }

  static std::string body(const http::Response& response) {
    std::string text;
    for (const auto& piece : response.body)
      if (const auto* part = std::get_if<std::string>(&piece)) text += *part;
    return text;
  }

  vtp::testing::TemporaryDirectory folder_;
  Config config_;
  SystemClock clock_;
  NullSink sink_;
  Log log_{sink_, clock_};
  std::unique_ptr<Platform> platform_;
  http::Router router_;
};

TEST_F(WholeProgram, IsHealthyAndReadyFromTheStart) {
  const auto health = get("/health");
  EXPECT_EQ(health.status, 200);
  EXPECT_NE(body(health).find(R"("database":true)"), std::string::npos) << body(health);
  EXPECT_EQ(get("/health/live").status, 200);
  EXPECT_EQ(get("/health/ready").status, 200);
}

TEST_F(WholeProgram, IsNotReadyWhileItDrains) {
  platform_->health().start_draining();
  EXPECT_EQ(get("/health/ready").status, 503);
  EXPECT_EQ(get("/health/live").status, 200);
}

TEST_F(WholeProgram, ShowsItsMetricsToPrivateAddressesOnly) {
  const auto text = body(get("/metrics", "10.1.2.3"));
  for (auto name :
       {"vtp_build_info{version=", "vtp_db_query_seconds_count", "vtp_storage_bytes{class=\"free\"}"})
    EXPECT_NE(text.find(name), std::string::npos) << name;
  EXPECT_EQ(get("/metrics", "203.0.113.7").status, 403);
}

TEST_F(WholeProgram, DescribesEveryRouteInTheDocumentOfTheTree) {
  std::ifstream file(VTP_SOURCE_DIR "/docs/openapi.json");
  const std::string kept{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(kept == platform_->openapi() + "\n")
      << "docs/openapi.json is not what the routes say; run: vtp-platform openapi > docs/openapi.json";
}

TEST_F(WholeProgram, EveryRouteSaysWhatItIsFor) {
  std::set<std::string> ids;
  for (const auto& route : platform_->routes().routes()) {
    EXPECT_FALSE(route->spec.summary.empty()) << route->spec.path;
    EXPECT_FALSE(route->spec.tag.empty()) << route->spec.path;
    EXPECT_TRUE(ids.insert(http::operation_id(route->spec)).second) << http::operation_id(route->spec);
  }
  EXPECT_GT(ids.size(), 80U);
}

TEST_F(WholeProgram, TellsStrangersHowToRegister) {
  const auto config = body(get("/api/v1/config"));
  EXPECT_NE(config.find(R"("first_account":true)"), std::string::npos) << config;
  EXPECT_FALSE(platform_->has_users());
}

TEST_F(WholeProgram, WantsACredentialForEverythingThatIsNotOpen) {
  for (const auto& route : platform_->routes().routes()) {
    if (route->spec.access == http::Access::open || route->open_sink) continue;
    http::Request request;
    request.method = route->spec.method;
    request.path = route->spec.path;
    request.address = "127.0.0.1";
    EXPECT_EQ(router_.handle(std::move(request)).status, 401) << route->spec.path;
  }
}

TEST_F(WholeProgram, TheDoctorFindsNothingToMend) {
  for (const auto& finding : examine(config_))
    EXPECT_NE(finding.result, CheckResult::fail) << finding.subject << ": " << finding.sentence;
}

TEST_F(WholeProgram, TheDoctorSaysWhatIsWrong) {
  auto config = config_;
  config.database_url = "postgres://nobody@127.0.0.1:1/none";
  config.server_timezone = "Mars/Olympus";
  config.server_tls_certificate = config.server_tls_key = "/nonexistent.pem";
  const auto report = to_report(examine(config));
  for (auto subject : {"PROBLEM  database", "PROBLEM  time zone", "PROBLEM  TLS", "3 problems to mend"})
    EXPECT_NE(report.find(subject), std::string::npos) << report;
}

TEST_F(WholeProgram, PurgesWhatIsOverWhenItStarts) {
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
