#include "support/http/outcome_ledger.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <regex>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "http/openapi.h"

namespace vtp::testing {
namespace {

constexpr std::array<std::string_view, 2> engines{"Sqlite", "Postgres"};

/// Given by the router, the gate and the lanes, whatever the route.
constexpr std::array common_errors{
    ErrorCode::invalid_token, ErrorCode::token_expired,     ErrorCode::csrf_required,
    ErrorCode::rate_limited,  ErrorCode::payload_too_large, ErrorCode::unsupported_media_type,
    ErrorCode::invalid_input, ErrorCode::not_ready,         ErrorCode::internal_error};

struct Page {
  std::string tag;
  std::set<std::string, std::less<>> declared;
  std::set<std::string, std::less<>> demanded;
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> seen;  // by engine
};

struct Ledger {
  std::mutex mutex;
  std::map<std::string, Page> pages;  // by method and path
};

Ledger& ledger() {
  static Ledger the_ledger;
  return the_ledger;
}

bool is_in(const auto& value, const auto& range) {
  return std::ranges::find(range, value) != std::ranges::end(range);
}

std::string name_of(const http::RouteSpec& spec) {
  return fmt::format("{} {}", to_text(spec.method), spec.path);
}

std::string text_of(ErrorCode code) {
  return fmt::format("{} {}", http_status(code), wire_name(code));
}

Page new_page(const http::Route& route) {
  Page page{.tag = route.spec.tag, .declared = {}, .demanded = {}, .seen = {}};
  auto answers = route.spec.other_statuses;
  answers.push_back(route.spec.status);
  if (route.spec.bad_news_status) answers.push_back(*route.spec.bad_news_status);
  for (const int status : answers) {
    page.declared.insert(std::to_string(status));
    page.demanded.insert(std::to_string(status));
  }
  for (const auto code : http::errors_of(route)) {
    page.declared.insert(text_of(code));
    const bool is_own = is_in(code, route.spec.errors);
    if (is_own || !is_in(code, common_errors)) page.demanded.insert(text_of(code));
  }
  return page;
}

/// What an answer with a body counts as: its status alone where it is a success, or bad news that the route
/// declares. Empty if it names no error otherwise, or says that nothing has changed, which conditional
/// requests are told everywhere.
std::string outcome_of(const Page& page, int status, const std::string& body) {
  static const std::regex code(R"re("code":"([A-Z_0-9]+)","status")re");
  if (status == 304) return {};
  auto bare = std::to_string(status);
  if (status < 400) return bare;
  std::smatch found;
  if (std::regex_search(body, found, code)) return fmt::format("{} {}", status, found[1].str());
  return page.declared.contains(bare) ? bare : std::string();
}

/// What an answer without a body, that to a HEAD, may mean.
std::set<std::string> errors_with_status(const Page& page, const std::string& status) {
  std::set<std::string> errors;
  for (const auto& declared : page.declared)
    if (declared.starts_with(status)) errors.insert(declared);
  if (errors.empty()) errors.insert(status);
  return errors;
}

/// Called with the ledger locked.
void compare(const std::string& route, const Page& page) {
  for (const auto& demanded : page.demanded)
    for (const auto engine : engines)
      if (const auto seen = page.seen.find(engine);
          seen == page.seen.end() || !seen->second.contains(demanded))
        ADD_FAILURE() << route << ": no test has seen " << demanded << " on " << engine;
  for (const auto& [engine, outcomes] : page.seen)
    for (const auto& outcome : outcomes)
      if (!page.declared.contains(outcome))
        ADD_FAILURE() << route << ": a test has seen " << outcome << ", which the route does not declare";
}

class Demand final : public ::testing::Environment {
 public:
  explicit Demand(std::vector<std::string> tags) : tags_(std::move(tags)) {}

  void TearDown() override {
    const auto& tests = *::testing::UnitTest::GetInstance();
    if (tests.test_to_run_count() < tests.total_test_count() || tests.Failed()) return;
    const std::scoped_lock lock(ledger().mutex);
    for (const auto& [route, page] : ledger().pages)
      if (is_in(page.tag, tags_)) compare(route, page);
  }

 private:
  std::vector<std::string> tags_;
};

}  // namespace

void enter_routes(const http::RouteTable& table) {
  const std::scoped_lock lock(ledger().mutex);
  for (const auto& route : table.routes()) {
    auto& page = ledger().pages[name_of(route->spec)];
    if (page.demanded.empty()) page = new_page(*route);
  }
}

void note_answer(const http::Route& route, std::string_view engine, int status, const std::string& body) {
  const std::scoped_lock lock(ledger().mutex);
  auto& page = ledger().pages.at(name_of(route.spec));
  auto& seen = page.seen[std::string(engine)];
  if (status >= 400 && route.spec.method == http::Method::head)
    seen.merge(errors_with_status(page, std::to_string(status)));
  else if (auto outcome = outcome_of(page, status, body); !outcome.empty())
    seen.insert(std::move(outcome));
}

::testing::Environment* demand_every_outcome(std::vector<std::string> tags) {
  return ::testing::AddGlobalTestEnvironment(new Demand(std::move(tags)));
}

}  // namespace vtp::testing
