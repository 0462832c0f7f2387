// Row 4 and E1: the own account.
#include <gtest/gtest.h>

#include "support/accounts/api_fixture.h"

namespace vtp {
namespace {

using testing::AccountsApi;
using testing::Person;

class OwnProfile : public AccountsApi {
 protected:
  const Person sara = make_user(Role::student, "Sara");
};
VTP_ON_BOTH_ENGINES(OwnProfile);

TEST_P(OwnProfile, ShowsTheAccount) {
  const auto profile = get("/auth/profile", sara);
  EXPECT_EQ(profile.outcome(), "200");
  EXPECT_EQ(profile.body,
            R"({"user_id":")" + sara.id.text() +
                R"(","email":"sara@example.org","full_name":"Sara","phone":null,"role":"student",)"
                R"("requested_role":null,"approval_status":"approved","locale":"en","totp_enabled":false,)"
                R"("created_at":"2026-03-01T09:00:00.000Z","last_login_at":"2026-03-01T09:00:00.000Z"})");
}

TEST_P(OwnProfile, NeedsACredential) {
  EXPECT_EQ(get("/auth/profile").outcome(), "401 MISSING_TOKEN");
  EXPECT_EQ(call(http::Method::put, "/auth/profile", "{}").outcome(), "401 MISSING_TOKEN");
  EXPECT_EQ(call(http::Method::del, "/auth/profile").outcome(), "405 INVALID_METHOD");
}

TEST_P(OwnProfile, ChangesWhatIsSentAndNothingElse) {
  const auto changed =
      put("/auth/profile", R"({"full_name":" Sara A. ","phone":"+20 2 1","locale":"ar"})", sara);
  EXPECT_EQ(changed.outcome(), "200");
  EXPECT_EQ(changed.at("/full_name"), "Sara A.");
  EXPECT_EQ(changed.at("/phone"), "+20 2 1");
  EXPECT_EQ(changed.at("/locale"), "ar");
  const auto renamed = put("/auth/profile", R"({"full_name":"Sara","role":"admin","email":"x@y.z"})", sara);
  EXPECT_EQ(renamed.at("/phone"), "+20 2 1");
  EXPECT_EQ(renamed.at("/role"), "student");
  EXPECT_EQ(renamed.at("/email"), "sara@example.org");
  EXPECT_EQ(put("/auth/profile", R"({"phone":null})", sara).at("/phone"), "null");
  EXPECT_EQ(put("/auth/profile", "{}", sara).at("/full_name"), "Sara");
}

TEST_P(OwnProfile, TellsAllFieldErrorsInOrder) {
  const auto answer = put("/auth/profile", R"({"locale":null,"phone":"none","full_name":null})", sara);
  EXPECT_EQ(answer.outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(answer.field_errors(),
            "full_name VALIDATION_FAILED, phone VALIDATION_FAILED, locale VALIDATION_FAILED");
  EXPECT_EQ(put("/auth/profile", R"({"full_name":""})", sara).field_errors(), "full_name VALIDATION_FAILED");
  EXPECT_EQ(put("/auth/profile", R"({"full_name":")" + std::string(256, 'x') + "\"}", sara).field_errors(),
            "full_name VALIDATION_FAILED");
}

}  // namespace
}  // namespace vtp
