#include "classroom/join_code.h"

#include <algorithm>

#include "accounts/secrets.h"
#include "base/text.h"

namespace vtp::classroom {
namespace {

constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz";  // without i, l, o
constexpr std::size_t generated_length = 10;
constexpr std::size_t min_length = 4;
constexpr std::size_t max_length = 20;

}  // namespace

std::string new_join_code() {
  // Bytes beyond the last whole multiple of the alphabet are thrown away: every letter is equally likely.
  constexpr std::size_t usable = 256 / alphabet.size() * alphabet.size();
  std::string code;
  while (code.size() < generated_length)
    for (const char byte : accounts::random_bytes(2 * generated_length)) {
      const auto number = static_cast<unsigned char>(byte);
      if (number < usable && code.size() < generated_length)
        code.push_back(alphabet[number % alphabet.size()]);
    }
  return code;
}

std::optional<std::string> normal_join_code(std::string_view text) {
  auto code = to_lower(text);
  std::erase(code, '-');
  const bool is_possible = code.size() >= min_length && code.size() <= max_length &&
                           std::ranges::all_of(code, [](char letter) { return alphabet.contains(letter); });
  if (!is_possible) return std::nullopt;
  return code;
}

std::string shown_join_code(std::string_view stored) {
  if (stored.size() != generated_length) return std::string(stored);
  return std::string(stored.substr(0, 3))
      .append("-")
      .append(stored.substr(3, 4))
      .append("-")
      .append(stored.substr(7));
}

std::optional<RoomReference> RoomReference::parse(std::string_view text) {
  if (auto id = RoomId::parse(text)) return RoomReference{.id = id, .code = {}};
  auto code = normal_join_code(text);
  if (!code) return std::nullopt;
  return RoomReference{.id = {}, .code = *std::move(code)};
}

}  // namespace vtp::classroom
