#include "accounts/client_text.h"

#include <algorithm>

namespace vtp::accounts {

std::string user_agent_of(const http::Request& request) {
  constexpr std::size_t max_length = 300;
  std::string text(request.headers.get("User-Agent").substr(0, max_length));
  std::ranges::replace_if(text, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

}  // namespace vtp::accounts
