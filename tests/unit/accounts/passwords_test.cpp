// Row 5, E7, E8 and the links of E24: changing a password, and setting a new one by link.
#include <gtest/gtest.h>

#include "support/accounts/api_fixture.h"

namespace vtp {
namespace {

using testing::AccountsApi;
using testing::ApiAnswer;
using testing::Person;
using namespace std::chrono_literals;

constexpr std::string_view new_password = "Battery-Staple-8";

class PasswordChange : public AccountsApi {
 protected:
  ApiAnswer change(const Person& who, std::string_view current, std::string_view wanted) {
    return post("/auth/change-password", body(current, wanted), who);
  }
  static std::string body(std::string_view current, std::string_view wanted) {
    return R"({"current_password":")" + std::string(current) + R"(","new_password":")" + std::string(wanted) +
           "\"}";
  }
  const Person sara = make_user(Role::student, "Sara");
};
VTP_ON_BOTH_ENGINES(PasswordChange);

TEST_P(PasswordChange, GivesANewPairAndEndsEverythingElse) {
  const auto phone = sign_in_again(sara);
  const auto answer = change(sara, sara.password, new_password);
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_NE(answer.at("/message"), "absent");
  EXPECT_EQ(answer.at("/expires_in"), "86400");
  EXPECT_EQ(answer.at("/token_type"), "Bearer");

  EXPECT_EQ(get("/auth/profile", {.token = answer.at("/access_token")}).outcome(), "200");
  EXPECT_EQ(get("/auth/profile", sara).outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(get("/auth/profile", phone).outcome(), "401 INVALID_TOKEN");
  const auto refresh = [&](const std::string& token) {
    return post("/auth/refresh", R"({"refresh_token":")" + token + "\"}").outcome();
  };
  EXPECT_EQ(refresh(sara.refresh_token), "401 TOKEN_INVALID");
  EXPECT_EQ(refresh(phone.refresh_token), "401 TOKEN_INVALID");
  EXPECT_EQ(refresh(answer.at("/refresh_token")), "200");
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "401 INVALID_CREDENTIALS");
  EXPECT_EQ(sign_in(sara.email, new_password).outcome(), "200");
}

TEST_P(PasswordChange, IsCheckedInTheOrderOfTheApi) {
  EXPECT_EQ(post("/auth/change-password", R"({"new_password":"weak"})", sara).outcome(),
            "400 MISSING_FIELDS");
  EXPECT_EQ(post("/auth/change-password", "{}", sara).field_errors(),
            "current_password MISSING_FIELDS, new_password MISSING_FIELDS");
  EXPECT_EQ(post("/auth/change-password", R"({"current_password":1,"new_password":"Battery-Staple-8"})", sara)
                .field_errors(),
            "current_password VALIDATION_FAILED");
  EXPECT_EQ(change(sara, "weak", "weak").outcome(), "400 WEAK_PASSWORD");
  EXPECT_EQ(change(sara, new_password, new_password).outcome(), "400 PASSWORD_UNCHANGED");
  EXPECT_EQ(change(sara, "Wrong-Horse-7", new_password).outcome(), "401 INVALID_PASSWORD");
}

TEST_P(PasswordChange, NeedsACredential) {
  EXPECT_EQ(post("/auth/change-password", "{}").outcome(), "401 MISSING_TOKEN");
}

TEST_P(PasswordChange, CountsWrongPasswordsTowardsTheLock) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(change(sara, "Wrong-Horse-7", new_password).status, 401);
  EXPECT_EQ(change(sara, sara.password, new_password).outcome(), "429 ACCOUNT_LOCKED");
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "429 ACCOUNT_LOCKED");
}

TEST_P(PasswordChange, ByCookieSetsNewCookies) {
  const auto answer = call(http::Method::post, "/auth/change-password", body(sara.password, new_password),
                           {{"Cookie", "vtp_access=" + sara.token}, {"X-Requested-With", "fetch"}});
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/refresh_token"), "absent");
  EXPECT_EQ(answer.cookie_value("vtp_access"), answer.at("/access_token"));
  EXPECT_NE(answer.cookie_value("vtp_refresh"), "");
}

class ResetLink : public AccountsApi {
 protected:
  std::string make_token(const Person& who) {
    const auto url = post(who.path("/reset-link"), "", adele).at("/url");
    return url.substr(url.find('=') + 1);
  }
  ApiAnswer verify(const std::string& token) {
    return post("/auth/verify-reset-token", R"({"token":")" + token + "\"}");
  }
  ApiAnswer reset(const std::string& token, std::string_view password = new_password) {
    return post("/auth/reset-password",
                R"({"token":")" + token + R"(","new_password":")" + std::string(password) + "\"}");
  }
  const Person adele = make_user(Role::admin, "Adele");
  const Person sara = make_user(Role::student, "Sara");
};
VTP_ON_BOTH_ENGINES(ResetLink);

TEST_P(ResetLink, IsMadeByAnAdministrator) {
  const auto answer = post(sara.path("/reset-link"), "", adele);
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_TRUE(answer.at("/url").starts_with("http://lectures.example.org/reset-password?token="));
  EXPECT_EQ(answer.at("/expires_at"), to_rfc3339(clock.now() + 60min));
}

TEST_P(ResetLink, BeginsWithThePublicAddressIfOneIsConfigured) {
  auto settings = quiet_settings();
  settings.public_url = "https://vtp.example";
  configure(settings);
  EXPECT_TRUE(post(sara.path("/reset-link"), "", adele)
                  .at("/url")
                  .starts_with("https://vtp.example/reset-password?token="));
}

TEST_P(ResetLink, CanBeLookedAtWithoutBeingUsed) {
  const auto token = make_token(sara);
  for (int i = 0; i < 2; ++i) {
    const auto answer = verify(token);
    EXPECT_EQ(answer.outcome(), "200");
    EXPECT_EQ(answer.body, R"({"valid":true,"expires_at":")" + to_rfc3339(clock.now() + 60min) + "\"}");
  }
  EXPECT_EQ(verify("nonsense").body, R"({"valid":false,"expires_at":null})");
  EXPECT_EQ(post("/auth/verify-reset-token", "{}").outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(post("/auth/verify-reset-token", R"({"token":1})").outcome(), "400 VALIDATION_FAILED");
}

TEST_P(ResetLink, SetsAPasswordOnceAndEndsEverySession) {
  const auto token = make_token(sara);
  EXPECT_EQ(reset(token).outcome(), "200");
  EXPECT_EQ(get("/auth/profile", sara).outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "401 INVALID_CREDENTIALS");
  EXPECT_EQ(sign_in(sara.email, new_password).outcome(), "200");
  EXPECT_EQ(reset(token).outcome(), "401 TOKEN_INVALID");
  EXPECT_EQ(verify(token).at("/valid"), "false");
}

TEST_P(ResetLink, EndsTheLock) {
  for (int i = 0; i < 5; ++i) sign_in(sara.email, "wrong");
  EXPECT_EQ(reset(make_token(sara)).outcome(), "200");
  EXPECT_EQ(sign_in(sara.email, new_password).outcome(), "200");
}

TEST_P(ResetLink, IsVoidAfterAnHour) {
  const auto token = make_token(sara);
  clock.advance(60min);
  EXPECT_EQ(verify(token).at("/valid"), "false");
  EXPECT_EQ(reset(token).outcome(), "401 TOKEN_INVALID");
}

TEST_P(ResetLink, IsVoidOnceThereIsANewerOne) {
  const auto first = make_token(sara);
  const auto second = make_token(sara);
  EXPECT_EQ(reset(first).outcome(), "401 TOKEN_INVALID");
  EXPECT_EQ(reset(second).outcome(), "200");
}

TEST_P(ResetLink, KeepsThePasswordRules) {
  EXPECT_EQ(reset(make_token(sara), "weak").outcome(), "400 WEAK_PASSWORD");
  EXPECT_EQ(post("/auth/reset-password", "{}").field_errors(),
            "token MISSING_FIELDS, new_password MISSING_FIELDS");
  EXPECT_EQ(post("/auth/reset-password", R"({"token":1,"new_password":"Battery-Staple-8"})").field_errors(),
            "token VALIDATION_FAILED");
}

TEST_P(ResetLink, OfAnErasedAccountIsVoid) {
  const auto token = make_token(sara);
  EXPECT_EQ(del(sara.path(), adele).outcome(), "204");
  EXPECT_EQ(reset(token).outcome(), "401 TOKEN_INVALID");
}

}  // namespace
}  // namespace vtp
