#include "accounts/limits.h"

#include <charconv>
#include <optional>

#include "base/text.h"

namespace vtp::accounts {
namespace {

constexpr int largest = 1'000'000;

std::optional<int> positive_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc{} && end == text.data() + text.size();
  return is_whole && number > 0 && number <= largest ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<Limit> parse_limit(std::string_view text) {
  if (text == "0") return Limit{};
  const auto parts = split(text, '/');
  if (parts.size() == 2) {
    const auto per_minute = positive_number(parts[0]);
    const auto burst = positive_number(parts[1]);
    if (per_minute && burst)
      return Limit{.per_minute = static_cast<double>(*per_minute), .burst = static_cast<double>(*burst)};
  }
  return fail(ErrorCode::validation_failed,
              "a limit is written as requests a minute and burst, such as 300/100, or 0 for none");
}

}  // namespace vtp::accounts
