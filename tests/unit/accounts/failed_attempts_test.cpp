#include "accounts/failed_attempts.h"

#include "support/accounts/api_fixture.h"

namespace vtp::accounts {
namespace {

using testing::Person;
using namespace std::chrono_literals;

class FailedAttempts : public testing::AccountsApi {
 protected:
  /// What the log holds of an action, the oldest first: "actor object result address after".
  std::vector<std::string> entries(std::string_view action) {
    return database()
        .read([&](db::Transaction& tx) {
          std::vector<std::string> all;
          for (const auto& row : tx.query(
                   "select coalesce(actor_id, 'nobody') || ' ' || object_id || ' ' || result || ' ' || ip || "
                   "' ' || after from audit_log where action = $1 order by id",
                   action))
            all.push_back(row.get<std::string>(0));
          return all;
        })
        .value();
  }
  std::string entry_of(const Person& who, std::string_view rest) { return who.id.text() + std::string(rest); }

  const Person sara = make_user(Role::student, "Sara");
};
VTP_ON_BOTH_ENGINES(FailedAttempts);

TEST_P(FailedAttempts, ToSignInAreKeptWithTheirAddress) {
  sign_in(sara.email, "wrong");
  address = "198.51.100.7";
  sign_in("nobody@example.org", "Correct-Horse-7");
  EXPECT_EQ(entries("session.sign_in"),
            (std::vector{
                "nobody " + entry_of(sara, R"( failed 192.0.2.1 {"reason":"wrong_password","locks":false})"),
                std::string(R"(nobody  failed 198.51.100.7 {"reason":"unknown_email","locks":false})")}));
}

TEST_P(FailedAttempts, TellWhenTheyLockAnAccount) {
  for (int i = 0; i < 7; ++i) sign_in(sara.email, "wrong");
  const auto kept = entries("session.sign_in");
  ASSERT_EQ(kept.size(), 5U) << "a locked address is refused before its password is looked at";
  EXPECT_TRUE(kept[3].ends_with(R"("locks":false})")) << kept[3];
  EXPECT_TRUE(kept[4].ends_with(R"("locks":true})")) << kept[4];
}

TEST_P(FailedAttempts, ToUseADisabledAccountAreKept) {
  const auto adele = make_user(Role::admin, "Adele");
  post(sara.path("/disable"), "", adele);
  sign_in(sara.email, sara.password);
  EXPECT_EQ(entries("session.sign_in"),
            (std::vector{"nobody " + entry_of(sara, R"( failed 192.0.2.1 )"
                                                    R"({"reason":"account_disabled","locks":false})")}));
}

TEST_P(FailedAttempts, ToChangeAPasswordAreKeptWithTheUser) {
  post("/auth/change-password", R"({"current_password":"wrong","new_password":"Battery-Staple-8"})", sara);
  EXPECT_EQ(entries("user.change_password"),
            (std::vector{sara.id.text() + " " +
                         entry_of(sara, R"( failed 192.0.2.1 {"reason":"wrong_password","locks":false})")}));
}

TEST_P(FailedAttempts, LeaveNoTraceOfWhatWasTyped) {
  sign_in("My-Secret-Password-1@example.org", "Another-Secret-2");
  database().read([](db::Transaction& tx) {
    for (const auto& row :
         tx.query("select coalesce(object_id, '') || coalesce(before, '') || coalesce(after, '') || "
                  "coalesce(user_agent, '') from audit_log"))
      EXPECT_FALSE(row.get<std::string>(0).contains("ecret")) << row.get<std::string>(0);
  });
  EXPECT_EQ(audited("session.sign_in"), 1);
}

TEST_P(FailedAttempts, OfOneAddressAreKeptTenAtOnceAndThenOneAMinute) {
  const auto attempt = [&](int i) { sign_in("pupil" + std::to_string(i) + "@example.org", "wrong"); };
  for (int i = 0; i < 12; ++i) attempt(i);
  EXPECT_EQ(audited("session.sign_in"), 10);
  clock.advance(60s);
  for (int i = 20; i < 22; ++i) attempt(i);
  EXPECT_EQ(audited("session.sign_in"), 11);
  address = "198.51.100.7";
  attempt(30);
  EXPECT_EQ(audited("session.sign_in"), 12);
}

TEST_P(FailedAttempts, OfAllAddressesAreKeptTwoHundredAtOnceAndThenTenAMinute) {
  const auto attempts = [&](int first, int count) {
    for (int i = first; i < first + count; ++i) {
      address = "2001:db8::" + std::to_string(i);
      sign_in("pupil" + std::to_string(i) + "@example.org", "wrong");
    }
  };
  attempts(0, 205);
  EXPECT_EQ(audited("session.sign_in"), 200);
  clock.advance(60s);
  attempts(1000, 12);
  EXPECT_EQ(audited("session.sign_in"), 210);
}

}  // namespace
}  // namespace vtp::accounts
