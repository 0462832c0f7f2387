#include "socketio/handshake.h"

namespace vtp::socketio {

std::string Handshake::cookie(std::string_view name) const {
  http::Request request;
  request.headers.add("Cookie", cookies);
  return std::string(request.cookie(name));
}

Handshake handshake_of(const http::Request& request) {
  const auto field = [&](std::string_view name) { return std::string(request.headers.get(name)); };
  return {.address = request.address,
          .is_secure = request.is_secure,
          .query = request.query,
          .authorization = field("Authorization"),
          .cookies = field("Cookie"),
          .origin = field("Origin"),
          .user_agent = field("User-Agent")};
}

}  // namespace vtp::socketio
