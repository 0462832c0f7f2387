#include "accounts/identity_cache.h"

#include "support/accounts/api_fixture.h"

namespace vtp::accounts {
namespace {

using testing::Person;
using namespace std::chrono_literals;

class IdentityCacheTest : public testing::AccountsApi {
 protected:
  void change_role(const Person& who, Role role) {
    database().write(
        [&](db::Transaction& tx) { tx.query("update users set role = $2 where id = $1", who.id, role); });
  }
  std::optional<SessionOwner> owner(SessionId session) { return cache.find(session).value(); }

  IdentityCache cache{database(), clock};
  const Person sara = make_user(Role::student, "Sara");
};
VTP_ON_BOTH_ENGINES(IdentityCacheTest);

TEST_P(IdentityCacheTest, TellsWhoIsBehindASession) {
  const auto found = owner(sara.session);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->is_valid);
  EXPECT_EQ(found->identity.user, sara.id);
  EXPECT_EQ(found->identity.session, sara.session);
  EXPECT_EQ(found->identity.role, Role::student);
  EXPECT_EQ(found->identity.email, "sara@example.org");
  EXPECT_EQ(found->identity.full_name, "Sara");
  EXPECT_EQ(found->identity.token_version, 1);
  EXPECT_EQ(owner(SessionId::make()), std::nullopt);
}

TEST_P(IdentityCacheTest, IsAtMostFiveSecondsStale) {
  owner(sara.session);
  change_role(sara, Role::teacher);
  clock.advance(5s - 1us);
  EXPECT_EQ(owner(sara.session)->identity.role, Role::student);
  clock.advance(1us);
  EXPECT_EQ(owner(sara.session)->identity.role, Role::teacher);
}

TEST_P(IdentityCacheTest, ForgetsOneUserAtOnce) {
  const auto stan = make_user(Role::student, "Stan");
  owner(sara.session);
  owner(stan.session);
  change_role(sara, Role::teacher);
  change_role(stan, Role::teacher);
  cache.forget(sara.id);
  EXPECT_EQ(owner(sara.session)->identity.role, Role::teacher);
  EXPECT_EQ(owner(stan.session)->identity.role, Role::student);
}

TEST_P(IdentityCacheTest, TellsOthersOfChangesOnceTheyCanBeSeen) {
  owner(sara.session);
  std::vector<Role> seen;
  cache.on_change([&](UserId user) {
    EXPECT_EQ(user, sara.id);
    seen.push_back(owner(sara.session)->identity.role);
  });
  change_role(sara, Role::teacher);
  cache.forget(sara.id);
  EXPECT_EQ(seen, std::vector{Role::teacher});
}

TEST_P(IdentityCacheTest, TellsSessionsThatHaveEnded) {
  const auto phone = sign_in_again(sara);
  post("/auth/logout", "{}", sara);
  EXPECT_FALSE(owner(sara.session)->is_valid);
  EXPECT_TRUE(owner(phone.session)->is_valid);
  clock.advance(24h * 7);
  EXPECT_FALSE(owner(phone.session)->is_valid);
}

}  // namespace
}  // namespace vtp::accounts
