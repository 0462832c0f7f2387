#include "accounts/public_config.h"

#include <gtest/gtest.h>

#include "support/accounts/api_fixture.h"

namespace vtp {
namespace {

class PublicConfig : public testing::AccountsApi {
 protected:
  accounts::IceServers ice{.stun_urls = {"stun:stun.example.org"}};

  void add_routes(http::RouteTable& routes) override {
    AccountsApi::add_routes(routes);
    accounts::add_config_route(
        routes, database(), accounts().settings(),
        {.name = "VTP", .version = "1.2.3", .limits = {.upload_max_bytes = 5}, .features = {"hls"}}, ice,
        clock);
  }
};
VTP_ON_BOTH_ENGINES(PublicConfig);

TEST_P(PublicConfig, IsThereForEveryone) {
  const auto config = get("/config");
  EXPECT_EQ(config.outcome(), "200");
  EXPECT_EQ(config.body,
            R"({"name":"VTP","version":"1.2.3",)"
            R"("registration":{"enabled":true,"teacher":"approve","first_account":true},)"
            R"("password_rules":{"min_bytes":8,"max_bytes":72,"must_contain":["A-Z","a-z","0-9"]},)"
            R"("limits":{"upload_max_bytes":5},"features":["hls"],"locales":["en","ar"]})");
}

TEST_P(PublicConfig, TellsWhenTheFirstAccountIsMade) {
  make_user(Role::student, "Sara");
  EXPECT_EQ(get("/config").at("/registration/first_account"), "false");
}

TEST_P(PublicConfig, NamesIceServersToThoseWhoAreSignedIn) {
  const auto sara = make_user(Role::student, "Sara");
  EXPECT_EQ(get("/config", sara).at("/ice_servers/0/urls/0"), "stun:stun.example.org");
  EXPECT_EQ(get("/config").at("/ice_servers"), "absent");
}

TEST_P(PublicConfig, TellsTheRulesOfRegistration) {
  auto settings = quiet_settings();
  settings.registration_enabled = false;
  settings.teacher_registration = accounts::TeacherRegistration::open;
  configure(settings);
  const auto config = get("/config");
  EXPECT_EQ(config.at("/registration/enabled"), "false");
  EXPECT_EQ(config.at("/registration/teacher"), "open");
}

}  // namespace
}  // namespace vtp
