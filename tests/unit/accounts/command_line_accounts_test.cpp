// What `admin create-admin` and `admin reset-password` do.
#include <gtest/gtest.h>

#include "accounts/user_service.h"
#include "support/accounts/api_fixture.h"

namespace vtp {
namespace {

constexpr std::string_view new_password = "Battery-Staple-8";

class CommandLineAccounts : public testing::AccountsApi {
 protected:
  static std::string code_of(const auto& result) {
    return result ? "done" : std::string(wire_name(result.error().code));
  }
};
VTP_ON_BOTH_ENGINES(CommandLineAccounts);

TEST_P(CommandLineAccounts, MakeANewAdministrator) {
  EXPECT_EQ(accounts().users().make_admin(" Root@example.org ", "", new_password), true);
  const auto answer = sign_in("root@example.org", new_password);
  EXPECT_EQ(answer.at("/user/role"), "admin");
  EXPECT_EQ(answer.at("/user/full_name"), "Administrator");
}

TEST_P(CommandLineAccounts, MakeAnAdministratorOfAnAccount) {
  const auto sara = make_user(Role::student, "Sara");
  for (int i = 0; i < 5; ++i) sign_in(sara.email, "wrong");
  EXPECT_EQ(accounts().users().make_admin(sara.email, "", new_password), false);
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "401 INVALID_CREDENTIALS");
  EXPECT_EQ(sign_in(sara.email, new_password).at("/user/role"), "admin");
}

TEST_P(CommandLineAccounts, KeepTheRules) {
  EXPECT_EQ(code_of(accounts().users().make_admin("none", "", new_password)), "INVALID_EMAIL");
  EXPECT_EQ(code_of(accounts().users().make_admin("a@b.c", "", "weak")), "WEAK_PASSWORD");
  EXPECT_EQ(code_of(accounts().users().force_password("a@b.c", "weak")), "WEAK_PASSWORD");
  EXPECT_EQ(code_of(accounts().users().force_password("a@b.c", new_password)), "USER_NOT_FOUND");
}

TEST_P(CommandLineAccounts, SetAPasswordAndEndEverySession) {
  const auto sara = make_user(Role::student, "Sara");
  for (int i = 0; i < 5; ++i) sign_in(sara.email, "wrong");
  EXPECT_EQ(code_of(accounts().users().force_password(sara.email, new_password)), "done");
  EXPECT_EQ(get("/auth/profile", sara).outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(sign_in(sara.email, new_password).outcome(), "200");
}

}  // namespace
}  // namespace vtp
