#include "accounts/ice_servers.h"

#include <gtest/gtest.h>

namespace vtp::accounts {
namespace {

using namespace std::chrono_literals;

TEST(IceServers, NamesNoneWithoutConfiguration) {
  EXPECT_TRUE(IceServers{}.for_user(UserId::make(), Timestamp(1s)).empty());
}

TEST(IceServers, GivesTurnCredentialsThatExpire) {
  IceServers servers;
  servers.stun_urls = {"stun:stun.example.org"};
  servers.turn_urls = {"turn:turn.example.org"};
  servers.turn_secret = "north";
  const auto user = UserId::make();
  const auto given = servers.for_user(user, Timestamp(1'000'000s));
  ASSERT_EQ(given.size(), 2U);
  EXPECT_FALSE(given[0].username.value);
  EXPECT_EQ(given[1].username.value, std::to_string(1'000'000 + 43'200) + ":" + user.text());
  EXPECT_EQ(json::write(given[0]), R"({"urls":["stun:stun.example.org"]})");
}

/// As `openssl dgst -sha1 -hmac north -binary | base64` says.
TEST(IceServers, SignTheNameWithTheSharedSecret) {
  const auto credential = turn_credential("north", "sara", Timestamp(1'700'000'000s));
  EXPECT_EQ(credential.username, "1700000000:sara");
  EXPECT_EQ(credential.password, "DgTvji0r558aGsYq2DgLPC/jsYI=");
}

}  // namespace
}  // namespace vtp::accounts
