// E2 to E5: signing out, and the list of sessions.
#include <gtest/gtest.h>

#include "support/accounts/api_fixture.h"

namespace vtp {
namespace {

using testing::AccountsApi;
using testing::Person;
using namespace std::chrono_literals;

class Sessions : public AccountsApi {
 protected:
  bool is_signed_in(const Person& who) { return get("/auth/profile", who).status == 200; }
  std::string refresh(const Person& who) {
    return post("/auth/refresh", R"({"refresh_token":")" + who.refresh_token + "\"}").outcome();
  }

  const Person sara = make_user(Role::student, "Sara");
  const Person stan = make_user(Role::student, "Stan");
};
VTP_ON_BOTH_ENGINES(Sessions);

TEST_P(Sessions, AreListedWithTheCallingOneMarked) {
  clock.advance(1s);
  address = "198.51.100.7";
  const auto phone = sign_in(sara.email, sara.password, R"(,"device_name":"Phone")");
  const auto list = get("/auth/sessions", sara);
  EXPECT_EQ(list.outcome(), "200");
  EXPECT_EQ(list.at("/total"), "2");
  EXPECT_EQ(list.at("/limit"), "20");
  EXPECT_EQ(list.at("/offset"), "0");
  EXPECT_EQ(list.each("/sessions", "/current"), "false, true");
  EXPECT_EQ(list.each("/sessions", "/device_name"), "Phone, null");
  EXPECT_EQ(list.at("/sessions/0/ip"), "198.51.100.7");
  EXPECT_EQ(list.at("/sessions/0/user_agent"), "Tests/1.0");
  EXPECT_EQ(list.at("/sessions/0/client"), "api");
  EXPECT_EQ(list.at("/sessions/0/created_at"), to_rfc3339(clock.now()));
  EXPECT_EQ(list.at("/sessions/0/last_used_at"), to_rfc3339(clock.now()));
  EXPECT_EQ(list.at("/sessions/0/expires_at"), to_rfc3339(clock.now() + 24h * 7));
  EXPECT_EQ(list.at("/sessions/1/session_id"), sara.session.text());
}

TEST_P(Sessions, AreListedPageByPage) {
  for (int i = 0; i < 4; ++i) sign_in_again(sara);
  const auto page = get("/auth/sessions?limit=2&offset=4", sara);
  EXPECT_EQ(page.at("/total"), "5");
  EXPECT_EQ(page.each("/sessions", "/client"), "api");
  for (const auto* query : {"limit=0", "limit=101", "limit=x", "offset=-1"})
    EXPECT_EQ(get(std::string("/auth/sessions?") + query, sara).outcome(), "400 VALIDATION_FAILED") << query;
}

TEST_P(Sessions, AreListedOnlyWhileTheyStand) {
  const auto phone = sign_in_again(sara);
  post("/auth/logout", "{}", phone);
  EXPECT_EQ(get("/auth/sessions", sara).at("/total"), "1");
  clock.advance(24h * 7);
  const auto later = sign_in_again(sara);
  EXPECT_EQ(get("/auth/sessions", later).each("/sessions", "/session_id"), later.session.text());
}

TEST_P(Sessions, EndOneByOne) {
  const auto phone = sign_in_again(sara);
  const auto path = "/auth/sessions/" + phone.session.text();
  EXPECT_TRUE(is_signed_in(phone));
  EXPECT_EQ(del(path, sara).outcome(), "204");
  EXPECT_FALSE(is_signed_in(phone));
  EXPECT_EQ(refresh(phone), "401 TOKEN_INVALID");
  EXPECT_TRUE(is_signed_in(sara));
  EXPECT_EQ(del(path, sara).outcome(), "204") << "said again, the same answer";
  EXPECT_EQ(audited("session.revoke"), 1);
}

TEST_P(Sessions, OfOthersAreNotFound) {
  EXPECT_EQ(del("/auth/sessions/" + stan.session.text(), sara).outcome(), "404 SESSION_NOT_FOUND");
  EXPECT_TRUE(is_signed_in(stan));
  EXPECT_EQ(del("/auth/sessions/" + SessionId::make().text(), sara).outcome(), "404 SESSION_NOT_FOUND");
  EXPECT_EQ(del("/auth/sessions/first", sara).outcome(), "400 INVALID_ID");
}

TEST_P(Sessions, EndAllButTheCallingOne) {
  const auto phone = sign_in_again(sara);
  const auto tablet = sign_in_again(sara);
  const auto answer = del("/auth/sessions", sara);
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/revoked"), "2");
  EXPECT_TRUE(is_signed_in(sara));
  EXPECT_FALSE(is_signed_in(phone));
  EXPECT_FALSE(is_signed_in(tablet));
  EXPECT_TRUE(is_signed_in(stan));
  EXPECT_EQ(del("/auth/sessions", sara).at("/revoked"), "0");
}

TEST_P(Sessions, NeedACredential) {
  EXPECT_EQ(get("/auth/sessions").outcome(), "401 MISSING_TOKEN");
  EXPECT_EQ(call(http::Method::del, "/auth/sessions").outcome(), "401 MISSING_TOKEN");
  EXPECT_EQ(call(http::Method::del, "/auth/sessions/" + sara.session.text()).outcome(), "401 MISSING_TOKEN");
}

class SignOut : public Sessions {};
VTP_ON_BOTH_ENGINES(SignOut);

TEST_P(SignOut, EndsTheCallingSession) {
  const auto phone = sign_in_again(sara);
  const auto answer = post("/auth/logout", "", sara);
  EXPECT_EQ(answer.outcome(), "204");
  EXPECT_EQ(answer.body, "");
  EXPECT_FALSE(is_signed_in(sara));
  EXPECT_EQ(refresh(sara), "401 TOKEN_INVALID");
  EXPECT_TRUE(is_signed_in(phone));
}

TEST_P(SignOut, EndsAllSessionsIfAsked) {
  const auto phone = sign_in_again(sara);
  EXPECT_EQ(post("/auth/logout", R"({"all":true})", sara).outcome(), "204");
  EXPECT_FALSE(is_signed_in(phone));
  EXPECT_TRUE(is_signed_in(stan));
}

TEST_P(SignOut, ClearsTheCookies) {
  const auto answer = call(http::Method::post, "/auth/logout", {},
                           {{"Cookie", "vtp_access=" + sara.token}, {"X-Requested-With", "fetch"}});
  EXPECT_EQ(answer.outcome(), "204");
  EXPECT_EQ(answer.cookie("vtp_access"), "vtp_access=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
  EXPECT_EQ(answer.cookie("vtp_refresh"),
            "vtp_refresh=; Path=/api/v1/auth; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST_P(SignOut, WorksWithAnExpiredAccessTokenIfTheRefreshTokenIsGiven) {
  clock.advance(25h);
  EXPECT_EQ(post("/auth/logout", R"({"refresh_token":")" + sara.refresh_token + "\"}", sara).outcome(),
            "204");
  EXPECT_EQ(refresh(sara), "401 TOKEN_INVALID");
}

TEST_P(SignOut, WorksWithTheRefreshCookieAlone) {
  const Fields cookie{{"Cookie", "vtp_refresh=" + sara.refresh_token}};
  EXPECT_EQ(call(http::Method::post, "/auth/logout", {}, cookie).outcome(), "403 CSRF_REQUIRED");
  auto fields = cookie;
  fields.emplace_back("X-Requested-With", "fetch");
  EXPECT_EQ(call(http::Method::post, "/auth/logout", {}, fields).outcome(), "204");
  EXPECT_EQ(refresh(sara), "401 TOKEN_INVALID");
}

TEST_P(SignOut, ByCookieCannotBeForged) {
  EXPECT_EQ(call(http::Method::post, "/auth/logout", {}, {{"Cookie", "vtp_access=" + sara.token}}).outcome(),
            "403 CSRF_REQUIRED");
  EXPECT_TRUE(is_signed_in(sara));
}

TEST_P(SignOut, RefusesWhatItDoesNotUnderstand) {
  EXPECT_EQ(post("/auth/logout", R"({"all":"yes"})", sara).outcome(), "400 VALIDATION_FAILED");
  EXPECT_TRUE(is_signed_in(sara));
}

TEST_P(SignOut, NeedsSomebodySignedIn) {
  EXPECT_EQ(post("/auth/logout", "{}").outcome(), "401 MISSING_TOKEN");
  EXPECT_EQ(post("/auth/logout", "{}", {.token = "nonsense"}).outcome(), "401 INVALID_TOKEN");
}

}  // namespace
}  // namespace vtp
