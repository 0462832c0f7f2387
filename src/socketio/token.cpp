#include "socketio/token.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <sys/random.h>

namespace vtp::socketio {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

Token Token::make() {
  Token token;
  std::array<std::uint8_t, 20> random;
  if (getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
    throw std::runtime_error("the kernel gave no random bytes");
  for (std::size_t i = 0; i < random.size(); ++i) token.text_[i] = alphabet[random[i] % alphabet.size()];
  return token;
}

std::optional<Token> Token::parse(std::string_view text) {
  Token token;
  if (text.size() != token.text_.size() || text.find_first_not_of(alphabet) != std::string_view::npos)
    return std::nullopt;
  std::ranges::copy(text, token.text_.begin());
  return token;
}

}  // namespace vtp::socketio
