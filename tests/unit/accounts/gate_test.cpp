// Credentials, account roles, forged requests and limits, on routes of its own.
#include "accounts/gate.h"

#include <gtest/gtest.h>

#include "support/accounts/api_fixture.h"

namespace vtp {
namespace {

using testing::AccountsApi;
using testing::Person;
using namespace std::chrono_literals;

class Gate : public AccountsApi {
 protected:
  void add_routes(http::RouteTable& routes) override {
    AccountsApi::add_routes(routes);
    add_probe(routes, "open", http::Access::open);
    add_probe(routes, "signed-in", http::Access::signed_in);
    add_probe(routes, "teacher", http::Access::teacher);
    add_probe(routes, "admin", http::Access::admin);
    add_probe(routes, "media", http::Access::media);
    add_probe(routes, "uncounted", http::Access::signed_in, false);
  }

  /// GET and POST /probe/<name>, which answer who the caller is.
  static void add_probe(http::RouteTable& routes, const std::string& name, http::Access access,
                        bool counts = true) {
    for (const auto method : {http::Method::get, http::Method::post})
      routes.add_raw<json::Nothing>(
          {.method = method,
           .path = "/api/v1/probe/" + name,
           .access = access,
           .counts_towards_limits = counts},
          [](const http::Request& request, json::Nothing) -> Result<http::Response> {
            return http::text_response(200, "text/plain",
                                       request.identity ? request.identity->full_name : "nobody");
          });
  }

  static Fields cookie(const Person& who) { return {{"Cookie", "theme=dark; vtp_access=" + who.token}}; }
  std::string media_token(const Person& who, std::chrono::seconds life = 6h) {
    const auto identity = accounts().gate().identify(request_of(who), {.access = http::Access::signed_in});
    return accounts().media_tokens().issue(**identity, RecordingId::make(), MediaLevel::view, life);
  }
  static http::Request request_of(const Person& who) {
    http::Request request;
    request.headers.add("Authorization", "Bearer " + who.token);
    return request;
  }

  const Person adele = make_user(Role::admin, "Adele");
  const Person theo = make_user(Role::teacher, "Theo");
  const Person sara = make_user(Role::student, "Sara");
};
VTP_ON_BOTH_ENGINES(Gate);

TEST_P(Gate, KnowsTheCaller) {
  EXPECT_EQ(get("/probe/signed-in", sara).body, "Sara");
  EXPECT_EQ(call(http::Method::get, "/probe/signed-in", {}, cookie(sara)).body, "Sara");
  EXPECT_EQ(get("/probe/media?token=" + media_token(sara)).body, "Sara");
  EXPECT_EQ(get("/probe/open", sara).body, "Sara");
  EXPECT_EQ(get("/probe/open").body, "nobody");
}

TEST_P(Gate, AsksForACredential) {
  for (const auto* name : {"signed-in", "teacher", "admin", "media"}) {
    const auto answer = get(std::string("/probe/") + name);
    EXPECT_EQ(answer.outcome(), "401 MISSING_TOKEN") << name;
    EXPECT_EQ(answer.headers.get("WWW-Authenticate"), "Bearer");
  }
}

TEST_P(Gate, LetsEachRoleInWhereItBelongs) {
  struct Case {
    const char* route;
    const char* student;
    const char* teacher;
    const char* admin;
  };
  constexpr auto refused = "403 INSUFFICIENT_PERMISSIONS";
  for (const auto& [route, student, teacher, admin] :
       {Case{"/probe/signed-in", "200", "200", "200"}, Case{"/probe/teacher", refused, "200", "200"},
        Case{"/probe/admin", refused, refused, "200"}}) {
    EXPECT_EQ(get(route, sara).outcome(), student) << route;
    EXPECT_EQ(get(route, theo).outcome(), teacher) << route;
    EXPECT_EQ(get(route, adele).outcome(), admin) << route;
  }
}

TEST_P(Gate, TakesTheHeaderLiterally) {
  for (const auto& field : std::vector<std::string>{"bearer " + sara.token, "Bearer  " + sara.token,
                                                    "Bearer" + sara.token, "Basic c2FyYQ==", "Bearer ", ""}) {
    const auto answer = call(http::Method::get, "/probe/signed-in", {}, {{"Authorization", field}});
    EXPECT_EQ(answer.outcome(), "401 INVALID_TOKEN") << field;
  }
}

TEST_P(Gate, TriesNoOtherCredentialIfTheHeaderIsBad) {
  auto fields = cookie(sara);
  fields.emplace_back("Authorization", "Bearer nonsense");
  EXPECT_EQ(call(http::Method::get, "/probe/media?token=" + media_token(sara), {}, fields).outcome(),
            "401 INVALID_TOKEN");
}

TEST_P(Gate, PrefersTheMediaTokenToTheCookie) {
  EXPECT_EQ(call(http::Method::get, "/probe/media?token=" + media_token(theo), {}, cookie(sara)).body,
            "Theo");
  EXPECT_EQ(call(http::Method::get, "/probe/media?token=nonsense", {}, cookie(sara)).outcome(),
            "401 INVALID_TOKEN");
}

TEST_P(Gate, IgnoresMediaTokensElsewhere) {
  EXPECT_EQ(get("/probe/signed-in?token=" + media_token(sara)).outcome(), "401 MISSING_TOKEN");
  EXPECT_EQ(call(http::Method::get, "/probe/signed-in?token=" + media_token(theo), {}, cookie(sara)).body,
            "Sara");
}

TEST_P(Gate, IgnoresABadCredentialOnOpenRoutes) {
  EXPECT_EQ(get("/probe/open", {.token = "nonsense"}).body, "nobody");
}

TEST_P(Gate, TellsExpiryFromForgery) {
  const auto media = media_token(sara);
  clock.advance(24h);
  EXPECT_EQ(get("/probe/signed-in", sara).outcome(), "401 TOKEN_EXPIRED");
  EXPECT_EQ(get("/probe/media?token=" + media).outcome(), "401 TOKEN_EXPIRED");
  EXPECT_EQ(get("/probe/signed-in", {.token = sara.token + "x"}).outcome(), "401 INVALID_TOKEN");
}

TEST_P(Gate, RefusesTokensOfEndedSessionsAtOnce) {
  const auto media = media_token(sara);
  EXPECT_EQ(get("/probe/media?token=" + media).outcome(), "200");
  post("/auth/logout", "{}", sara);
  EXPECT_EQ(get("/probe/signed-in", sara).outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(get("/probe/media?token=" + media).outcome(), "401 INVALID_TOKEN");
}

TEST_P(Gate, ChecksTokensOfConnectionsAgainAndAgain) {
  auto& authenticator = accounts().authenticator();
  const auto code = [](const auto& result) {
    return result ? std::string_view("ok") : wire_name(result.error().code);
  };
  const auto credential = authenticator.check(sara.token);
  ASSERT_TRUE(credential);
  EXPECT_EQ(credential->identity.user, sara.id);
  EXPECT_EQ(credential->expires_at, std::chrono::floor<std::chrono::seconds>(clock.now()) + 24h);
  EXPECT_EQ(code(authenticator.check("nonsense")), "INVALID_TOKEN");
  EXPECT_EQ(code(authenticator.recheck(credential->identity)), "ok");
  const auto phone = authenticator.check(sign_in_again(sara).token);
  post("/auth/logout", "{}", sara);
  EXPECT_EQ(code(authenticator.recheck(credential->identity)), "INVALID_TOKEN");
  EXPECT_EQ(code(authenticator.recheck(phone->identity)), "ok");
  EXPECT_EQ(post(sara.path("/disable"), "{}", adele).outcome(), "200");
  EXPECT_EQ(code(authenticator.recheck(phone->identity)), "ACCOUNT_DISABLED");
  EXPECT_EQ(code(authenticator.check(sara.token)), "ACCOUNT_DISABLED");
  clock.advance(24h);
  EXPECT_EQ(code(authenticator.check(sara.token)), "TOKEN_EXPIRED");
}

TEST_P(Gate, GoesByTheStoredRoleAndNotByTheToken) {
  EXPECT_EQ(get("/probe/teacher", theo).outcome(), "200");
  EXPECT_EQ(post(theo.path("/role"), R"({"role":"student"})", adele).outcome(), "200");
  EXPECT_EQ(get("/probe/teacher", theo).outcome(), "401 INVALID_TOKEN")
      << "the role change ends access tokens";
  const auto renewed = post("/auth/refresh", R"({"refresh_token":")" + theo.refresh_token + "\"}");
  EXPECT_EQ(get("/probe/teacher", {.token = renewed.at("/access_token")}).outcome(),
            "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(Gate, LearnsWithinFiveSecondsWhatAnotherServerDid) {
  EXPECT_EQ(get("/probe/signed-in", sara).outcome(), "200");
  database().write([&](db::Transaction& tx) {
    tx.query("update sessions set revoked_at = $2 where id = $1", sara.session, clock.now());
  });
  clock.advance(5s);
  EXPECT_EQ(get("/probe/signed-in", sara).outcome(), "401 INVALID_TOKEN");
}

TEST_P(Gate, RefusesForgedRequestsByCookie) {
  const auto post_with = [&](const Fields& more) {
    auto fields = cookie(sara);
    fields.insert(fields.end(), more.begin(), more.end());
    return call(http::Method::post, "/probe/signed-in", {}, fields).outcome();
  };
  auto settings = quiet_settings();
  settings.cors_origins = {"https://school.example"};
  settings.public_url = "https://vtp.example";
  configure(settings);
  const std::pair<std::string, std::string> asked{"X-Requested-With", "fetch"};
  EXPECT_EQ(post_with({}), "403 CSRF_REQUIRED");
  EXPECT_EQ(post_with({{"X-Requested-With", ""}}), "403 CSRF_REQUIRED");
  EXPECT_EQ(post_with({asked}), "200");
  EXPECT_EQ(post_with({asked, {"Origin", "http://lectures.example.org"}}), "200");
  EXPECT_EQ(post_with({asked, {"Origin", "https://vtp.example"}}), "200");
  EXPECT_EQ(post_with({asked, {"Origin", "https://school.example"}}), "200");
  for (const auto* origin : {"https://evil.example", "http://lectures.example.org.evil.example", "null",
                             "https://lectures.example.org"})
    EXPECT_EQ(post_with({asked, {"Origin", origin}}), "403 CSRF_REQUIRED") << origin;
}

TEST_P(Gate, AsksNoProofOfReadingRequestsAndOfHeaders) {
  EXPECT_EQ(call(http::Method::get, "/probe/signed-in", {}, cookie(sara)).outcome(), "200");
  EXPECT_EQ(call(http::Method::head, "/probe/signed-in", {}, cookie(sara)).outcome(), "200");
  EXPECT_EQ(post("/probe/signed-in", "{}", sara).outcome(), "200");
}

TEST_P(Gate, ChecksTheRoleBeforeTheBody) {
  EXPECT_EQ(post("/users", "{", sara).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post("/users", "{", adele).outcome(), "400 INVALID_INPUT");
}

TEST_P(Gate, LimitsStrangersByAddressBeforeItLooksAtTheirCredential) {
  configure({});
  for (int i = 0; i < 50; ++i) EXPECT_EQ(get("/probe/signed-in").outcome(), "401 MISSING_TOKEN");
  const auto refused = get("/probe/signed-in");
  EXPECT_EQ(refused.outcome(), "429 RATE_LIMITED");
  EXPECT_EQ(refused.headers.get("Retry-After"), "1");
  EXPECT_EQ(get("/probe/signed-in", {.token = "nonsense"}).outcome(), "429 RATE_LIMITED");
  EXPECT_EQ(get("/probe/signed-in", sara).outcome(), "200") << "users have a bucket of their own";
  address = "192.0.2.2";
  EXPECT_EQ(get("/probe/signed-in").outcome(), "401 MISSING_TOKEN");
}

TEST_P(Gate, LimitsUsersWhereverTheyAre) {
  configure({});
  for (int i = 0; i < 100; ++i) {
    address = "192.0.2." + std::to_string(i);
    EXPECT_EQ(get("/probe/signed-in", sara).outcome(), "200");
  }
  EXPECT_EQ(get("/probe/signed-in", sara).outcome(), "429 RATE_LIMITED");
  EXPECT_EQ(get("/probe/uncounted", sara).outcome(), "200");
  EXPECT_EQ(get("/probe/signed-in", theo).outcome(), "200");
  clock.advance(1s);
  EXPECT_EQ(get("/probe/signed-in", sara).outcome(), "200");
}

TEST_P(Gate, TellsTheLimitBeforeTheRole) {
  configure({});
  for (int i = 0; i < 100; ++i) get("/probe/admin", sara);
  EXPECT_EQ(get("/probe/admin", sara).outcome(), "429 RATE_LIMITED");
}

}  // namespace
}  // namespace vtp
