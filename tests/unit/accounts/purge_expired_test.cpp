#include "accounts/purge_expired.h"

#include <thread>

#include "accounts/lockout.h"
#include "accounts/session_store.h"
#include "support/accounts/api_fixture.h"

namespace vtp::accounts {
namespace {

using testing::Person;
using namespace std::chrono_literals;

class PurgeExpired : public testing::AccountsApi {
 protected:
  std::int64_t purge() { return purge_expired(database(), settings, clock.now()).value(); }
  std::string refresh(const std::string& token) {
    return post("/auth/refresh", R"({"refresh_token":")" + token + "\"}").outcome();
  }
  std::int64_t rows_of(const std::string& table) {
    return database()
        .read([&](db::Transaction& tx) {
          return tx.query("select count(*) from " + table).front().get<std::int64_t>(0);
        })
        .value();
  }
  /// Sessions of that user that ended long ago.
  void leave_sessions(const Person& who, int count) {
    const auto left = database().write([&](db::Transaction& tx) {
      for (int i = 0; i < count; ++i)
        insert_session(tx, {.id = SessionId::make(), .user = who.id, .expires_at = clock.now() - 24h * 30});
    });
    ASSERT_TRUE(left);
  }

  AccountSettings settings;
  const Person sara = make_user(Role::student, "Sara");
};
VTP_ON_BOTH_ENGINES(PurgeExpired);

TEST_P(PurgeExpired, LeavesWhatIsInUse) {
  clock.advance(24h * 7 - 1s);
  EXPECT_EQ(purge(), 0);
  EXPECT_EQ(refresh(sara.refresh_token), "200");
}

TEST_P(PurgeExpired, RemembersSessionsForAWeekAfterTheyExpired) {
  clock.advance(24h * 14 - 1s);
  EXPECT_EQ(purge(), 0);
  EXPECT_EQ(refresh(sara.refresh_token), "401 TOKEN_EXPIRED");
  clock.advance(1s);
  EXPECT_EQ(purge(), 2) << "the session and its refresh token";
  EXPECT_EQ(refresh(sara.refresh_token), "401 TOKEN_INVALID");
  EXPECT_EQ(rows_of("sessions"), 0);
  EXPECT_EQ(rows_of("refresh_tokens"), 0);
  EXPECT_EQ(rows_of("users"), 1);
}

TEST_P(PurgeExpired, RemovesRevokedSessionsWithTheirTokens) {
  const auto phone = sign_in_again(sara);
  ASSERT_EQ(post("/auth/logout", "", phone).outcome(), "204");
  clock.advance(24h * 6);
  ASSERT_EQ(refresh(sara.refresh_token), "200");
  clock.advance(24h);
  EXPECT_EQ(purge(), 1);
  EXPECT_EQ(rows_of("sessions"), 1);
  EXPECT_EQ(rows_of("refresh_tokens"), 2) << "Sara's first token and its successor";
}

TEST_P(PurgeExpired, RemovesTheOldTokensOfASessionThatGoesOn) {
  auto token = sara.refresh_token;
  for (int i = 0; i < 3; ++i) {
    clock.advance(24h * 5);
    token = post("/auth/refresh", R"({"refresh_token":")" + token + "\"}").at("/refresh_token");
  }
  EXPECT_EQ(purge(), 1) << "the first one expired eight days ago";
  EXPECT_EQ(rows_of("refresh_tokens"), 3);
  EXPECT_EQ(refresh(token), "200");
}

TEST_P(PurgeExpired, RemovesLinksThatCannotBeUsed) {
  const auto admin = make_user(Role::admin, "Adele");
  ASSERT_EQ(post(sara.path("/reset-link"), "", admin).outcome(), "200");
  clock.advance(1h - 1s);
  EXPECT_EQ(purge(), 0);
  clock.advance(1s);
  EXPECT_EQ(purge(), 1);
  EXPECT_EQ(rows_of("password_resets"), 0);
}

TEST_P(PurgeExpired, RemovesFailuresOfTheirWindowButNoLock) {
  settings.lockout_life = 3600s;
  const auto fail = [&](int times, std::string_view email) {
    for (int i = 0; i < times; ++i)
      database().write([&](db::Transaction& tx) { record_failure(tx, email, settings, clock.now()); });
  };
  fail(4, "stan@example.org");
  fail(5, sara.email);
  clock.advance(899s);
  EXPECT_EQ(purge(), 0);
  clock.advance(1s);
  EXPECT_EQ(purge(), 1);
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "429 ACCOUNT_LOCKED");
  clock.advance(3600s);
  EXPECT_EQ(purge(), 1);
  EXPECT_EQ(rows_of("auth_throttle"), 0);
}

TEST_P(PurgeExpired, RemovesMoreThanFitsIntoOneTransaction) {
  leave_sessions(sara, 1201);
  EXPECT_EQ(purge(), 1201);
  EXPECT_EQ(rows_of("sessions"), 1);
}

TEST_P(PurgeExpired, DoesNotDisturbThoseWhoRefreshMeanwhile) {
  auto token = sara.refresh_token;
  {
    const std::jthread purging([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) EXPECT_TRUE(purge_expired(database(), settings, clock.now()));
    });
    for (int i = 0; i < 40; ++i) {
      leave_sessions(sara, 20);
      const auto answer = post("/auth/refresh", R"({"refresh_token":")" + token + "\"}");
      ASSERT_EQ(answer.outcome(), "200") << i;
      token = answer.at("/refresh_token");
    }
  }
  purge();
  EXPECT_EQ(rows_of("sessions"), 1);
  EXPECT_EQ(rows_of("refresh_tokens"), 41);
}

}  // namespace
}  // namespace vtp::accounts
