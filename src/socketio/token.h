// The ids of sessions and sockets: 120 random bits, so that nobody guesses another's.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace vtp::socketio {

/// Twenty characters of Base64 for URLs.
class Token {
 public:
  static Token make();
  /// nullopt unless `text` could be one.
  static std::optional<Token> parse(std::string_view text);

  [[nodiscard]] std::string_view view() const { return {text_.data(), text_.size()}; }
  [[nodiscard]] std::string text() const { return std::string(view()); }

  bool operator==(const Token&) const = default;

 private:
  std::array<char, 20> text_{};
};

}  // namespace vtp::socketio

template <>
struct std::hash<vtp::socketio::Token> {
  std::size_t operator()(const vtp::socketio::Token& token) const noexcept {
    return std::hash<std::string_view>{}(token.view());
  }
};
