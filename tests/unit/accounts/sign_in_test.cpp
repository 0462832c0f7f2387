// Rows 2 and 3: signing in, lock-out, cookies, and the rotation of refresh tokens.
#include <gtest/gtest.h>

#include "support/accounts/api_fixture.h"

namespace vtp {
namespace {

using testing::AccountsApi;
using testing::ApiAnswer;
using testing::Person;
using namespace std::chrono_literals;

const AccountsApi::Fields from_a_page{{"X-Requested-With", "fetch"}};

class SignIn : public AccountsApi {
 protected:
  const Person sara = make_user(Role::student, "Sara");

  ApiAnswer sign_in_by_browser(std::string_view more = {}) {
    return call(http::Method::post, "/auth/login",
                R"({"email":"sara@example.org","password":"Correct-Horse-7","client":"web")" +
                    std::string(more) + "}",
                from_a_page);
  }
  void fail_times(int times) {
    for (int i = 0; i < times; ++i)
      EXPECT_EQ(sign_in(sara.email, "wrong").outcome(), "401 INVALID_CREDENTIALS");
  }
};
VTP_ON_BOTH_ENGINES(SignIn);

TEST_P(SignIn, GivesTokensAndTheUser) {
  const auto answer = sign_in(" SARA@example.org", sara.password);
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/expires_in"), "86400");
  EXPECT_EQ(answer.at("/refresh_expires_in"), "604800");
  EXPECT_EQ(answer.at("/token_type"), "Bearer");
  EXPECT_EQ(answer.at("/user/user_id"), sara.id.text());
  EXPECT_EQ(answer.at("/user/email"), "sara@example.org");
  EXPECT_EQ(answer.at("/user/role"), "student");
  EXPECT_EQ(answer.at("/user/phone"), "null");
  EXPECT_EQ(answer.at("/user/approval_status"), "approved");
  EXPECT_EQ(answer.at("/user/totp_enabled"), "false");
  EXPECT_FALSE(answer.headers.has("Set-Cookie"));
  EXPECT_EQ(get("/auth/profile", {.token = answer.at("/access_token")}).at("/last_login_at"),
            to_rfc3339(clock.now()));
}

TEST_P(SignIn, SaysTheSameOfUnknownAddressesAndWrongPasswords) {
  const auto wrong = sign_in(sara.email, "Wrong-Horse-7");
  const auto unknown = sign_in("nobody@example.org", "Wrong-Horse-7");
  EXPECT_EQ(wrong.outcome(), "401 INVALID_CREDENTIALS");
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_EQ(wrong.headers.get("WWW-Authenticate"), "Bearer");
}

TEST_P(SignIn, TellsAllFieldErrorsInOrder) {
  const auto answer = post(
      "/auth/login", R"({"client":"phone","remember":"yes","device_name":")" + std::string(65, 'x') + "\"}");
  EXPECT_EQ(answer.outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(answer.field_errors(),
            "email MISSING_FIELDS, password MISSING_FIELDS, client VALIDATION_FAILED, "
            "remember VALIDATION_FAILED, device_name VALIDATION_FAILED");
  EXPECT_EQ(sign_in(sara.email, sara.password, R"(,"client":"phone")").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(post("/auth/login", "[]").outcome(), "400 INVALID_INPUT");
}

TEST_P(SignIn, TellsOfADisabledAccountOnlyAfterTheRightPassword) {
  const auto adele = make_user(Role::admin, "Adele");
  post(sara.path("/disable"), "", adele);
  EXPECT_EQ(sign_in(sara.email, "Wrong-Horse-7").outcome(), "401 INVALID_CREDENTIALS");
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "403 ACCOUNT_DISABLED");
}

TEST_P(SignIn, IsLockedAfterFiveFailuresEvenForTheRightPassword) {
  fail_times(5);
  const auto locked = sign_in(sara.email, sara.password);
  EXPECT_EQ(locked.outcome(), "429 ACCOUNT_LOCKED");
  EXPECT_EQ(locked.headers.get("Retry-After"), "900");
  clock.advance(899s);
  EXPECT_EQ(sign_in(sara.email, sara.password).headers.get("Retry-After"), "1");
  clock.advance(1s);
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "200");
}

TEST_P(SignIn, IsLockedForUnknownAddressesToo) {
  for (int i = 0; i < 5; ++i) sign_in("nobody@example.org", "wrong");
  EXPECT_EQ(sign_in("Nobody@example.org", "wrong").outcome(), "429 ACCOUNT_LOCKED");
}

TEST_P(SignIn, ForgetsFailuresAfterASuccess) {
  fail_times(4);
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "200");
  fail_times(4);
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "200");
}

TEST_P(SignIn, ForgetsFailuresAfterTheWindow) {
  fail_times(4);
  clock.advance(900s);
  fail_times(4);
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "200");
}

TEST_P(SignIn, IsLimitedForAddressAndEmailAfterTheBodyWasRead) {
  configure({});
  for (int i = 0; i < 10; ++i) EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "200");
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "429 RATE_LIMITED");
  EXPECT_EQ(post("/auth/login", "{").outcome(), "400 INVALID_INPUT");
  address = "192.0.2.2";
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "200");
}

TEST_P(SignIn, LetsTheLockAnswerBeforeTheLimit) {
  configure({});
  fail_times(5);
  for (int i = 0; i < 8; ++i) EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "429 ACCOUNT_LOCKED");
}

TEST_P(SignIn, LetsAWholeSchoolSignInFromOneAddress) {
  configure({});
  for (int i = 0; i < 60; ++i)
    EXPECT_EQ(sign_in("pupil" + std::to_string(i) + "@example.org", "x").outcome(), "401 INVALID_CREDENTIALS")
        << i;
  EXPECT_EQ(sign_in("pupil60@example.org", "x").outcome(), "429 RATE_LIMITED");
}

TEST_P(SignIn, OfABrowserSetsCookiesThatEndWithIt) {
  const auto answer = sign_in_by_browser();
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/refresh_token"), "absent");
  EXPECT_EQ(answer.cookie("vtp_access"),
            "vtp_access=" + answer.at("/access_token") + "; Path=/; HttpOnly; SameSite=Lax");
  EXPECT_TRUE(answer.cookie("vtp_refresh").ends_with("; Path=/api/v1/auth; HttpOnly; SameSite=Strict"));
}

TEST_P(SignIn, OfABrowserThatIsRememberedSetsCookiesThatStay) {
  const auto answer = sign_in_by_browser(R"(,"remember":true)");
  EXPECT_TRUE(answer.cookie("vtp_access").ends_with("; Max-Age=604800"));
  EXPECT_TRUE(answer.cookie("vtp_refresh").ends_with("; Max-Age=604800"));
}

TEST_P(SignIn, OfABrowserNeedsTheHeaderThatForeignPagesCannotSend) {
  EXPECT_EQ(sign_in(sara.email, sara.password, R"(,"client":"web")").outcome(), "403 CSRF_REQUIRED");
}

TEST_P(SignIn, CountsTheAccountsOwnUserAgentWhateverBytesItHas) {
  const auto answer =
      call(http::Method::post, "/auth/login", R"({"email":"sara@example.org","password":"Correct-Horse-7"})",
           {{"User-Agent", "\xff\xfe"}});
  EXPECT_EQ(answer.outcome(), "200");
}

class Refresh : public SignIn {
 protected:
  ApiAnswer refresh(const std::string& token) {
    return post("/auth/refresh", R"({"refresh_token":")" + token + "\"}");
  }
  ApiAnswer refresh_by_cookie(const std::string& token, Fields headers = from_a_page) {
    headers.emplace_back("Cookie", "vtp_refresh=" + token);
    return call(http::Method::post, "/auth/refresh", {}, headers);
  }
};
VTP_ON_BOTH_ENGINES(Refresh);

TEST_P(Refresh, GivesANewPair) {
  clock.advance(1h);
  const auto answer = refresh(sara.refresh_token);
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_NE(answer.at("/refresh_token"), sara.refresh_token);
  EXPECT_NE(answer.at("/access_token"), sara.token);
  EXPECT_EQ(answer.at("/expires_in"), "86400");
  EXPECT_EQ(answer.at("/refresh_expires_in"), "604800");
  EXPECT_EQ(answer.at("/token_type"), "Bearer");
  EXPECT_EQ(get("/auth/profile", {.token = answer.at("/access_token")}).outcome(), "200");
  EXPECT_EQ(refresh(answer.at("/refresh_token")).outcome(), "200");
}

TEST_P(Refresh, NeedsAToken) {
  for (const auto* body : {"{}", "", R"({"refresh_token":""})", R"({"refresh_token":null})"}) {
    const auto answer = post("/auth/refresh", body);
    EXPECT_EQ(answer.outcome(), "400 MISSING_FIELDS") << body;
    EXPECT_EQ(answer.field_errors(), "refresh_token MISSING_FIELDS");
  }
}

TEST_P(Refresh, RefusesWhatIsNoToken) {
  EXPECT_EQ(post("/auth/refresh", R"({"refresh_token":1})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(refresh("nonsense").outcome(), "401 TOKEN_INVALID");
  EXPECT_EQ(refresh(sara.token).outcome(), "401 TOKEN_INVALID");
}

TEST_P(Refresh, ExpiresAfterAWeek) {
  clock.advance(24h * 7 - 1s);
  const auto in_time = refresh(sara.refresh_token);
  EXPECT_EQ(in_time.outcome(), "200");
  clock.advance(24h * 7);
  EXPECT_EQ(refresh(in_time.at("/refresh_token")).outcome(), "401 TOKEN_EXPIRED");
}

TEST_P(Refresh, CannotStretchASessionBeyondNinetyDays) {
  auto token = sara.refresh_token;
  for (int week = 0; week < 14; ++week) {
    clock.advance(24h * 6);
    token = refresh(token).at("/refresh_token");
  }
  const auto last = refresh(token);  // after 84 days
  EXPECT_EQ(last.at("/refresh_expires_in"), std::to_string(6 * 86400));
  clock.advance(24h * 6);
  EXPECT_EQ(refresh(last.at("/refresh_token")).outcome(), "401 TOKEN_EXPIRED");
}

TEST_P(Refresh, GivesTheSamePairAgainToTabsThatWakeTogether) {
  const auto first = refresh(sara.refresh_token);
  clock.advance(9s);
  const auto second = refresh(sara.refresh_token);
  EXPECT_EQ(second.outcome(), "200");
  EXPECT_EQ(second.at("/access_token"), first.at("/access_token"));
  EXPECT_EQ(second.at("/refresh_token"), first.at("/refresh_token"));
}

TEST_P(Refresh, GivesTheSamePairToTabsThatAskAtOnce) {
  const auto answers = at_once(4, [&](int) { return refresh(sara.refresh_token).at("/refresh_token"); });
  EXPECT_EQ(answers.count(*answers.begin()), 4U);
  EXPECT_EQ(refresh(*answers.begin()).outcome(), "200");
}

TEST_P(Refresh, EndsTheSessionIfAnOldTokenComesBack) {
  const auto next = refresh(sara.refresh_token);
  clock.advance(11s);
  EXPECT_EQ(refresh(sara.refresh_token).outcome(), "401 TOKEN_REUSED");
  EXPECT_EQ(refresh(next.at("/refresh_token")).outcome(), "401 TOKEN_INVALID");
  EXPECT_EQ(get("/auth/profile", {.token = next.at("/access_token")}).outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(audited("session.token_reused"), 1);
}

TEST_P(Refresh, ToleratesOnlyTheImmediatePredecessor) {
  const auto second = refresh(sara.refresh_token);
  refresh(second.at("/refresh_token"));
  EXPECT_EQ(refresh(sara.refresh_token).outcome(), "401 TOKEN_REUSED");
}

TEST_P(Refresh, LeavesOtherSessionsAlone) {
  const auto phone = sign_in_again(sara);
  refresh(sara.refresh_token);
  clock.advance(11s);
  refresh(sara.refresh_token);
  EXPECT_EQ(get("/auth/profile", phone).outcome(), "200");
}

TEST_P(Refresh, OfADisabledUserIsRefused) {
  const auto adele = make_user(Role::admin, "Adele");
  post(sara.path("/disable"), "", adele);
  EXPECT_EQ(refresh(sara.refresh_token).outcome(), "401 TOKEN_INVALID");
}

TEST_P(Refresh, ByCookieSetsCookiesAgain) {
  const auto browser = sign_in_by_browser(R"(,"remember":true)");
  clock.advance(1h);
  const auto answer = refresh_by_cookie(browser.cookie_value("vtp_refresh"));
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/refresh_token"), "absent");
  EXPECT_EQ(answer.cookie_value("vtp_access"), answer.at("/access_token"));
  EXPECT_TRUE(answer.cookie("vtp_refresh").ends_with("; Max-Age=604800"));
}

TEST_P(Refresh, ByCookieNeedsTheHeaderThatForeignPagesCannotSend) {
  const auto browser = sign_in_by_browser();
  EXPECT_EQ(refresh_by_cookie(browser.cookie_value("vtp_refresh"), {}).outcome(), "403 CSRF_REQUIRED");
}

}  // namespace
}  // namespace vtp
