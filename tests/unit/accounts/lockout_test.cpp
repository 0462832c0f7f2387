#include "accounts/lockout.h"

#include "support/database/database_test.h"

namespace vtp::accounts {
namespace {

using namespace std::chrono_literals;

class Lockout : public testing::DatabaseTest {
 protected:
  void fail(int times, std::string_view email = "sara@example.org") {
    for (int i = 0; i < times; ++i)
      database().write([&](db::Transaction& tx) { record_failure(tx, email, settings, clock.now()); });
  }
  std::optional<Timestamp> lock_of(std::string_view email = "sara@example.org") {
    return database().read([&](db::Transaction& tx) { return locked_until(tx, email, clock.now()); }).value();
  }
  AccountSettings settings;
};
VTP_ON_BOTH_ENGINES(Lockout);

TEST_P(Lockout, BeginsWithTheFifthFailure) {
  fail(4);
  EXPECT_EQ(lock_of(), std::nullopt);
  fail(1);
  EXPECT_EQ(lock_of(), clock.now() + 900s);
  EXPECT_EQ(lock_of(" SARA@example.org "), clock.now() + 900s);
  EXPECT_EQ(lock_of("stan@example.org"), std::nullopt);
}

TEST_P(Lockout, CountsWithinTheWindowOnly) {
  fail(1);
  clock.advance(899s);
  fail(3);
  EXPECT_EQ(lock_of(), std::nullopt);
  clock.advance(1s);
  fail(1);
  EXPECT_EQ(lock_of(), std::nullopt) << "the window has begun anew";
  fail(4);
  EXPECT_NE(lock_of(), std::nullopt);
}

TEST_P(Lockout, EndsByItselfAndCountsAnew) {
  fail(5);
  clock.advance(900s);
  EXPECT_EQ(lock_of(), std::nullopt);
  fail(4);
  EXPECT_EQ(lock_of(), std::nullopt);
  fail(1);
  EXPECT_NE(lock_of(), std::nullopt);
}

TEST_P(Lockout, EndsWhenCleared) {
  fail(5);
  database().write([](db::Transaction& tx) { clear_failures(tx, "Sara@example.org"); });
  EXPECT_EQ(lock_of(), std::nullopt);
}

TEST_P(Lockout, TellsHowLongItLasts) {
  fail(5);
  clock.advance(500ms);
  const auto refused = database().read(
      [&](db::Transaction& tx) { return check_not_locked(tx, "sara@example.org", clock.now()); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::account_locked);
  EXPECT_EQ(refused.error().retry_after, 900s);
}

TEST_P(Lockout, KeepsNoAddressInPlainText) {
  fail(1);
  database().read([](db::Transaction& tx) {
    EXPECT_TRUE(tx.query("select 1 from auth_throttle where key_hash like '%sara%'").empty());
  });
}

}  // namespace
}  // namespace vtp::accounts
