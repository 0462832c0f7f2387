// What the platform keeps with each socket: who is behind it, and until when.
#pragma once

#include "accounts/authenticator.h"
#include "classroom/event_limits.h"
#include "classroom/room_types.h"
#include "socketio/socket.h"

namespace vtp::app {

struct SocketClient final : socketio::SocketData {
  SocketClient(classroom::ConnectionId number, accounts::Credential shown)
      : id(number), credential(std::move(shown)) {}

  const classroom::ConnectionId id;
  accounts::Credential credential;
  bool was_warned = false;  // that the credential is about to expire
  bool was_revoked = false;
  classroom::TokenBucket refreshes{0.1, 5};

  [[nodiscard]] UserId user() const { return credential.identity.user; }
};

/// Of a socket that SocketRegistry has taken up.
inline SocketClient& client_of(socketio::Socket& socket) {
  return static_cast<SocketClient&>(*socket.data);
}

}  // namespace vtp::app
