#include "support/accounts/api_fixture.h"

#include <map>
#include <unistd.h>

#include <fmt/format.h>

#include "accounts/user_store.h"
#include "base/text.h"
#include "http/url.h"
#include "support/http/later_answer.h"
#include "support/http/outcome_ledger.h"
#include "support/http/route_sweep.h"

namespace vtp::testing {
namespace {

constexpr int cheap_bcrypt_cost = 4;
constexpr std::string_view common_password = "Correct-Horse-7";

std::string bytes_of(const http::FilePiece& file) {
  std::string bytes(file.length, '\0');
  EXPECT_EQ(::pread(file.descriptor(), bytes.data(), bytes.size(), static_cast<off_t>(file.offset)),
            static_cast<ssize_t>(file.length));
  return bytes;
}

std::string whole_body(const http::Response& response) {
  std::string body;
  for (const auto& piece : response.body) {
    if (const auto* text = std::get_if<std::string>(&piece)) body += *text;
    if (const auto* file = std::get_if<http::FilePiece>(&piece)) body += bytes_of(*file);
  }
  return body;
}

}  // namespace

AccountsApi::AccountsApi() {
  configure(quiet_settings());
}

accounts::AccountSettings AccountsApi::quiet_settings() {
  accounts::AccountSettings settings;
  settings.limits.enabled = false;
  return settings;
}

void AccountsApi::configure(accounts::AccountSettings settings) {
  router_.reset();
  table_.reset();
  accounts_ = std::make_unique<accounts::Accounts>(database(), clock, std::move(settings),
                                                   std::string(secret), cheap_bcrypt_cost);
}

void AccountsApi::add_routes(http::RouteTable& routes) {
  accounts_->add_routes(routes);
}

http::Router& AccountsApi::router() {
  if (!router_) {
    table_ = std::make_unique<http::RouteTable>();
    add_routes(*table_);
    enter_routes(*table_);
    router_ = std::make_unique<http::Router>(*table_, accounts_->gate());
  }
  return *router_;
}

ApiAnswer AccountsApi::call(http::Method method, std::string_view target, std::string body,
                            const Fields& headers) {
  http::Request request;
  request.method = method;
  request.target = "/api/v1" + std::string(target);
  auto parsed = http::parse_target(request.target).value();
  request.path = std::move(parsed.path);
  request.query = std::move(parsed.query);
  request.headers.add("Host", "lectures.example.org");
  request.headers.add("User-Agent", "Tests/1.0");
  for (const auto& [name, value] : headers) request.headers.add(name, value);
  request.body = std::move(body);
  request.address = address;
  request.request_id = "test-request";
  const auto match = router().match(method, request.path);
  auto response = router().handle(request, match);
  if (response.later) response = router().finish(request, LaterAnswer(std::move(response)).take());
  ApiAnswer answer{.status = response.status, .headers = response.headers, .body = whole_body(response)};
  if (match.route != nullptr) note_answer(*match.route, name_of(GetParam()), answer.status, answer.body);
  return answer;
}

ApiAnswer AccountsApi::sign_in(std::string_view email, std::string_view password, std::string_view more) {
  return post("/auth/login", fmt::format(R"({{"email":"{}","password":"{}"{}}})", email, password, more));
}

Person AccountsApi::make_user(Role role, const std::string& name) {
  accounts::User user;
  user.id = UserId::make();
  user.email = to_lower(name) + "@example.org";
  user.full_name = name;
  user.role = role;
  user.password_hash = accounts::PasswordHasher(cheap_bcrypt_cost).hash(common_password);
  const bool is_new =
      database().write([&](db::Transaction& tx) { return insert_user(tx, user, clock.now()); }).value();
  EXPECT_TRUE(is_new) << user.email;
  return sign_in_again({.id = user.id,
                        .session = {},
                        .email = user.email,
                        .password = std::string(common_password),
                        .token = {},
                        .refresh_token = {}});
}

Person AccountsApi::sign_in_again(const Person& who) {
  const auto answer = sign_in(who.email, who.password);
  EXPECT_EQ(answer.outcome(), "200") << answer.body;
  auto person = who;
  person.token = answer.at("/access_token");
  person.refresh_token = answer.at("/refresh_token");
  const auto claims = accounts::AccessTokens(secret, clock).verify(person.token);
  if (claims) person.session = claims->session;
  return person;
}

void AccountsApi::sweep_routes(const std::vector<std::string>& tags) {
  constexpr std::string_view prefix = "/api/v1";
  const std::map<Role, Person> people{{Role::admin, make_user(Role::admin, "Swept-Admin")},
                                      {Role::teacher, make_user(Role::teacher, "Swept-Teacher")},
                                      {Role::student, make_user(Role::student, "Swept-Student")}};
  router();
  testing::sweep_routes(
      *table_, tags,
      [&](std::optional<Role> role, http::Method method, const std::string& path, const std::string& body) {
        return call(method, path.substr(prefix.size()), body,
                    role ? bearer(people.at(*role).token) : Fields{})
            .outcome();
      });
}

std::int64_t AccountsApi::audited(std::string_view action) {
  return database()
      .read([&](db::Transaction& tx) {
        return tx.query("select count(*) from audit_log where action = $1", action)
            .front()
            .get<std::int64_t>(0);
      })
      .value();
}

}  // namespace vtp::testing
