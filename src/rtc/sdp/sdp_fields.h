// The pieces that lines of SDP are made of.
#pragma once

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vtp::rtc {

/// All of `text` as a number without sign.
template <std::unsigned_integral T>
std::optional<T> sdp_number(std::string_view text) {
  T number = 0;
  const auto* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || at != end) return std::nullopt;
  return number;
}

/// Is there an element whose `member` is `value`?
template <class Range, class Value, class Member>
bool sdp_has(const Range& range, const Value& value, Member member) {
  return std::ranges::find(range, value, member) != range.end();
}

/// RFC 8866 section 9, `token`, of at most `longest` bytes.
bool is_sdp_token(std::string_view text, std::size_t longest = 128);
/// RFC 8839 section 5.4, `ice-char`s.
bool is_ice_text(std::string_view text, std::size_t shortest, std::size_t longest);
/// Printable and of at most `longest` bytes; without control characters.
bool is_sdp_text(std::string_view text, std::size_t longest);

/// Takes words that are separated by single spaces (or another separator) from the front.
class SdpWords {
 public:
  explicit SdpWords(std::string_view text, char separator = ' ') : rest_(text), separator_(separator) {}

  /// Empty at the end.
  std::string_view next();
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  char separator_;
};

}  // namespace vtp::rtc
