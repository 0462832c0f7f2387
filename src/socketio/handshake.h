// The request by which a client came, as far as it matters later.
#pragma once

#include <string>

#include "http/request.h"

namespace vtp::socketio {

struct Handshake {
  std::string address;  // of the client, behind trusted proxies too
  bool is_secure = false;
  http::Parameters query;
  std::string authorization;  // the header fields of these names
  std::string cookies;
  std::string origin;  // known to be allowed
  std::string user_agent;

  /// The value of a cookie; empty if it was not sent.
  [[nodiscard]] std::string cookie(std::string_view name) const;
};

Handshake handshake_of(const http::Request& request);

}  // namespace vtp::socketio
