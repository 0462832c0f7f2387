// The opening handshake of WebSocket (RFC 6455 section 4.2) and the negotiation of permessage-deflate
// (RFC 7692). Opens no socket.
#pragma once

#include <expected>
#include <string>

#include "http/request.h"
#include "http/response.h"

namespace vtp::http {

/// Does the client ask to leave HTTP for WebSocket?
bool asks_for_websocket(const Request& request);

struct WebSocketHandshake {
  std::string head;         // the 101 answer, to be sent as it is
  bool compresses = false;  // permessage-deflate without context takeover has been agreed on
};

/// Answers the request of a client for which asks_for_websocket holds. Fails with the answer to send instead:
/// 400, or 426 for another version of the protocol.
std::expected<WebSocketHandshake, Response> shake_hands(const Request& request, bool may_compress);

}  // namespace vtp::http
