// Whether the people behind sockets are still signed in: tokens that expire and are renewed, sessions that
// are revoked (realtime.md section 3).
#pragma once

#include <string>
#include <vector>

#include "accounts/authenticator.h"
#include "app/socket_registry.h"
#include "base/time.h"
#include "classroom/connections.h"
#include "runtime/worker_pool.h"
#include "socketio/server.h"

namespace vtp::app {

/// Everything outlives the watch.
struct SignInWatchParts {
  socketio::Server& server;
  SocketRegistry& registry;
  classroom::Connections& connections;
  accounts::Authenticator& authenticator;
  WorkerPool& pool;  // asks the database
  const Clock& clock;
};

/// All calls on the loop of the sockets, but those marked.
class SignInWatch {
 public:
  explicit SignInWatch(SignInWatchParts parts) : parts_(parts) {}

  /// Warns those whose token expires within a minute, and ends those whose token has. To be called about once
  /// a second.
  void look_at_clock();

  /// Asks for everybody whether they are still signed in: what another process has revoked is known to the
  /// database only.
  void recheck_all();
  /// Asks for one user, because something of them has changed. Any thread.
  void recheck(UserId user);

  /// The event `auth-refresh`: a newer token of the same user.
  void refresh(socketio::Socket& socket, const std::string& payload, classroom::Acknowledge acknowledge);

 private:
  struct Suspect {
    classroom::ConnectionId id;
    Identity identity;
  };
  [[nodiscard]] static Suspect suspect(socketio::Socket& socket);
  void ask(std::vector<Suspect> suspects);
  void convict(const Suspect& suspect, ErrorCode code);
  void revoke(socketio::Socket& socket, ErrorCode code);
  Result<Timestamp> renew(classroom::ConnectionId id, Result<accounts::Credential> credential);

  SignInWatchParts parts_;
};

}  // namespace vtp::app
