#include "accounts/failed_attempts.h"

#include <string>

#include <fmt/format.h>

namespace vtp::accounts {
namespace {

constexpr http::Rate of_one_address{.per_minute = 1, .burst = 10};
constexpr http::Rate of_all{.per_minute = 10, .burst = 200};

}  // namespace

bool is_worth_an_entry(http::RateLimiter& limiter, std::string_view address) {
  // In this order, so that one address alone cannot use up what is there for all.
  return limiter.admit(fmt::format("failed-attempts:{}", address), of_one_address).has_value() &&
         limiter.admit("failed-attempts", of_all).has_value();
}

AuditEntry failed_attempt(const http::Request& request, std::string_view action, const User* user,
                          RefusalReason reason, bool locks) {
  auto entry = audit_of(request, action, "user", user != nullptr ? user->id.view() : "");
  entry.result = "failed";
  entry.after = fmt::format(R"({{"reason":"{}","locks":{}}})", to_text(reason), locks);
  return entry;
}

}  // namespace vtp::accounts
