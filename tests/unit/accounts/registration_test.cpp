// Row 1 through the router: success, every error code, and the order of the checks.
#include <gtest/gtest.h>

#include "support/accounts/api_fixture.h"

namespace vtp {
namespace {

using testing::AccountsApi;
using testing::Person;
using namespace std::chrono_literals;

class Registration : public AccountsApi {
 protected:
  testing::ApiAnswer sign_up(std::string_view email, std::string_view more = {}) {
    return post("/auth/register", R"({"email":")" + std::string(email) +
                                      R"(","password":"Correct-Horse-7","full_name":"Sara")" +
                                      std::string(more) + "}");
  }
};
VTP_ON_BOTH_ENGINES(Registration);

TEST_P(Registration, MakesTheFirstAccountTheAdministrators) {
  const auto answer = sign_up("first@example.org");
  EXPECT_EQ(answer.outcome(), "201");
  EXPECT_EQ(answer.headers.get("Location"), "/api/v1/auth/profile");
  EXPECT_EQ(answer.at("/role"), "admin");
  EXPECT_EQ(answer.at("/approval_status"), "approved");
  EXPECT_EQ(answer.at("/access_token"), "absent");
  EXPECT_EQ(sign_up("second@example.org").at("/role"), "student");
}

TEST_P(Registration, MakesTheFirstAccountTheAdministratorsWhateverItAskedFor) {
  const auto answer = sign_up("first@example.org", R"(,"role":"teacher")");
  EXPECT_EQ(answer.at("/role"), "admin");
  EXPECT_EQ(answer.at("/approval_status"), "approved");
}

TEST_P(Registration, MakesAnAdministratorWhoAskedForItOnlyIfNobodyElseIsThere) {
  const auto answer = sign_up("first@example.org", R"(,"role":"admin")");
  EXPECT_EQ(answer.outcome(), "201");
  EXPECT_EQ(answer.at("/role"), "admin");
  EXPECT_EQ(answer.at("/requested_role"), "null");
  EXPECT_EQ(sign_up("second@example.org", R"(,"role":"admin")").outcome(), "403 ROLE_NOT_ALLOWED");
}

TEST_P(Registration, KeepsWhatItWasTold) {
  make_user(Role::admin, "Adele");
  const auto answer = sign_up("  Sara@Example.ORG ", R"(,"phone":"+49 30 1","locale":"ar-EG")");
  EXPECT_EQ(answer.outcome(), "201");
  EXPECT_EQ(answer.at("/email"), "sara@example.org");
  EXPECT_EQ(answer.at("/full_name"), "Sara");
  EXPECT_EQ(answer.at("/phone"), "+49 30 1");
  EXPECT_EQ(answer.at("/requested_role"), "null");
  EXPECT_EQ(sign_in("sara@example.org", "Correct-Horse-7").at("/user/locale"), "ar-EG");
  EXPECT_EQ(audited("user.register"), 1);
}

TEST_P(Registration, LetsTeachersWaitForApproval) {
  make_user(Role::admin, "Adele");
  const auto answer = sign_up("theo@example.org", R"(,"role":"teacher")");
  EXPECT_EQ(answer.at("/role"), "student");
  EXPECT_EQ(answer.at("/requested_role"), "teacher");
  EXPECT_EQ(answer.at("/approval_status"), "pending");
}

TEST_P(Registration, MakesTeachersAtOnceIfTheServerIsOpenToThem) {
  make_user(Role::admin, "Adele");
  auto settings = quiet_settings();
  settings.teacher_registration = accounts::TeacherRegistration::open;
  configure(settings);
  const auto answer = sign_up("theo@example.org", R"(,"role":"teacher")");
  EXPECT_EQ(answer.at("/role"), "teacher");
  EXPECT_EQ(answer.at("/approval_status"), "approved");
}

TEST_P(Registration, TellsAllFieldErrorsInOrder) {
  const auto missing = post("/auth/register", R"({"phone":"none","email":"  "})");
  EXPECT_EQ(missing.outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(missing.field_errors(),
            "email MISSING_FIELDS, password MISSING_FIELDS, full_name MISSING_FIELDS, "
            "phone VALIDATION_FAILED");
  const auto wrong =
      post("/auth/register", R"({"email":"a@b@c.d","password":"weak","full_name":"S","role":"king",)"
                             R"("locale":"!"})");
  EXPECT_EQ(wrong.outcome(), "400 INVALID_EMAIL");
  EXPECT_EQ(wrong.field_errors(),
            "email INVALID_EMAIL, password WEAK_PASSWORD, role VALIDATION_FAILED, "
            "locale VALIDATION_FAILED");
  EXPECT_EQ(post("/auth/register", R"({"email":"a@b.c","password":"weak","full_name":"S"})").outcome(),
            "400 WEAK_PASSWORD");
  EXPECT_EQ(sign_up("a@b.c", R"(,"role":"king")").outcome(), "400 VALIDATION_FAILED");
}

TEST_P(Registration, RefusesAnythingButAnObject) {
  for (const auto* body : {"[1]", "{", "{\"a\":1,\"a\":2}", "nonsense"})
    EXPECT_EQ(post("/auth/register", body).outcome(), "400 INVALID_INPUT") << body;
}

TEST_P(Registration, RefusesAdministrators) {
  const auto adele = make_user(Role::admin, "Adele");
  EXPECT_EQ(sign_up("eve@example.org", R"(,"role":"admin")").outcome(), "403 ROLE_NOT_ALLOWED");
  EXPECT_EQ(get("/users", adele).at("/total"), "1");
}

TEST_P(Registration, CanBeClosed) {
  auto settings = quiet_settings();
  settings.registration_enabled = false;
  configure(settings);
  EXPECT_EQ(sign_up("first@example.org").outcome(), "403 REGISTRATION_CLOSED");
  make_user(Role::admin, "Adele");
  EXPECT_EQ(sign_up("second@example.org").outcome(), "403 REGISTRATION_CLOSED");
}

TEST_P(Registration, AsksTheFirstForTheBootstrapToken) {
  auto settings = quiet_settings();
  settings.bootstrap_token = "open sesame";
  configure(settings);
  EXPECT_EQ(sign_up("a@example.org").outcome(), "403 BOOTSTRAP_TOKEN_REQUIRED");
  EXPECT_EQ(sign_up("a@example.org", R"(,"bootstrap_token":"open")").outcome(),
            "403 BOOTSTRAP_TOKEN_REQUIRED");
  EXPECT_EQ(sign_up("a@example.org", R"(,"bootstrap_token":"open sesame")").at("/role"), "admin");
  EXPECT_EQ(sign_up("b@example.org").at("/role"), "student");
}

TEST_P(Registration, RefusesAnAddressInUse) {
  make_user(Role::student, "Sara");
  EXPECT_EQ(sign_up("SARA@example.org").outcome(), "409 EMAIL_EXISTS");
}

TEST_P(Registration, MakesOneAdministratorOfThoseWhoComeFirstTogether) {
  const auto answers =
      at_once(4, [&](int i) { return sign_up("first" + std::to_string(i) + "@example.org").at("/role"); });
  EXPECT_EQ(answers, (std::multiset<std::string>{"admin", "student", "student", "student"}));
}

TEST_P(Registration, GivesAnAddressToOneOfThoseWhoWantItTogether) {
  make_user(Role::admin, "Adele");
  const auto answers = at_once(4, [&](int) { return sign_up("sara@example.org").outcome(); });
  EXPECT_EQ(answers,
            (std::multiset<std::string>{"201", "409 EMAIL_EXISTS", "409 EMAIL_EXISTS", "409 EMAIL_EXISTS"}));
}

TEST_P(Registration, IsLimitedForEachNetworkAddressToo) {
  configure({});
  const auto pupil = [&](int number) {
    return sign_up("pupil" + std::to_string(number) + "@example.org").outcome();
  };
  for (int i = 0; i < 10; ++i) EXPECT_EQ(pupil(i), "201");
  EXPECT_EQ(pupil(10), "429 RATE_LIMITED");
  clock.advance(2s);
  EXPECT_EQ(pupil(10), "201");
  address = "192.0.2.2";
  EXPECT_EQ(pupil(11), "201");
}

TEST_P(Registration, IsLimitedForEachAddress) {
  make_user(Role::admin, "Adele");
  configure({});
  for (int i = 0; i < 3; ++i) sign_up("sara@example.org");
  const auto refused = sign_up("sara@example.org");
  EXPECT_EQ(refused.outcome(), "429 RATE_LIMITED");
  EXPECT_EQ(refused.headers.get("Retry-After"), "12");
  EXPECT_EQ(sign_up("not an address").outcome(), "400 INVALID_EMAIL") << "malformed bodies are told first";
  clock.advance(12s);
  EXPECT_EQ(sign_up("sara@example.org").outcome(), "409 EMAIL_EXISTS");
}

}  // namespace
}  // namespace vtp
