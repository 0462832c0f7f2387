// The API in one process: a fresh database, accounts with their gate, the router, and a clock that tests
// turn.
//
//   class Profile : public vtp::testing::AccountsApi {};
//   VTP_ON_BOTH_ENGINES(Profile);
//   TEST_P(Profile, ShowsTheName) { EXPECT_EQ(get("/auth/profile", sara).at("/full_name"), "Sara"); }
//
// Features above derive from it, build their services in the constructor and add their routes in add_routes.
#pragma once

#include <latch>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "accounts/accounts.h"
#include "http/router.h"
#include "support/accounts/api_answer.h"
#include "support/database/database_test.h"

namespace vtp::testing {

/// Somebody with an account, signed in.
struct Person {
  UserId id;
  SessionId session;
  std::string email;
  std::string password;
  std::string token;  // access token
  std::string refresh_token;

  /// "/users/<id>" and what follows.
  [[nodiscard]] std::string path(std::string_view rest = {}) const {
    return "/users/" + id.text() + std::string(rest);
  }
};

class AccountsApi : public DatabaseTest {
 public:
  static constexpr std::string_view secret = "a secret of tests that has enough bytes";
  using Fields = std::vector<std::pair<std::string, std::string>>;

  AccountsApi();

  /// A new account, made behind the API's back so that no rule stands in the way, and signed in. `name` makes
  /// the e-mail address.
  Person make_user(Role role, const std::string& name);

  /// Any request. `target` comes after /api/v1, with its query. Its address is `address`.
  ApiAnswer call(http::Method method, std::string_view target, std::string body = {},
                 const Fields& headers = {});

  ApiAnswer get(std::string_view target, const Person& who) {
    return call(http::Method::get, target, {}, bearer(who.token));
  }
  ApiAnswer post(std::string_view target, std::string body, const Person& who) {
    return call(http::Method::post, target, std::move(body), bearer(who.token));
  }
  ApiAnswer put(std::string_view target, std::string body, const Person& who) {
    return call(http::Method::put, target, std::move(body), bearer(who.token));
  }
  ApiAnswer del(std::string_view target, const Person& who) {
    return call(http::Method::del, target, {}, bearer(who.token));
  }
  /// Without credential.
  ApiAnswer get(std::string_view target) { return call(http::Method::get, target); }
  ApiAnswer post(std::string_view target, std::string body) {
    return call(http::Method::post, target, std::move(body));
  }

  ApiAnswer sign_in(std::string_view email, std::string_view password, std::string_view more = {});
  /// A second session of the same user.
  Person sign_in_again(const Person& who);

  /// What each route must refuse by its shape (support/http/route_sweep.h), for routes with these tags.
  void sweep_routes(const std::vector<std::string>& tags);

  static Fields bearer(const std::string& token) { return {{"Authorization", "Bearer " + token}}; }

  accounts::Accounts& accounts() { return *accounts_; }
  /// Puts accounts together anew, e.g. with other settings; users and sessions stay.
  void configure(accounts::AccountSettings settings);
  /// How often the audit log tells of the action.
  std::int64_t audited(std::string_view action);

  /// What `call(0)`, `call(1)`, ... give when they are made at the same time, each by a thread of its own.
  template <class Call>
  std::multiset<std::string> at_once(int calls, Call call) {
    router();  // is made by the first to ask, which must not be two
    std::vector<std::string> outcomes(static_cast<std::size_t>(calls));
    {
      std::latch start(calls);
      std::vector<std::jthread> threads;
      for (int i = 0; i < calls; ++i)
        threads.emplace_back([&, i] {
          start.arrive_and_wait();
          outcomes[static_cast<std::size_t>(i)] = call(i);
        });
    }
    return {outcomes.begin(), outcomes.end()};
  }

  std::string address = "192.0.2.1";

 protected:
  /// Adds the routes of the features under test; called when the first request comes.
  virtual void add_routes(http::RouteTable& routes);

  /// What most tests want: as in service, but without limits of requests.
  static accounts::AccountSettings quiet_settings();

 private:
  http::Router& router();

  std::unique_ptr<accounts::Accounts> accounts_;
  std::unique_ptr<http::RouteTable> table_;
  std::unique_ptr<http::Router> router_;
};

}  // namespace vtp::testing
