// Who may connect a socket: limits, the access token, and who comes back as who (realtime.md section 3).
#pragma once

#include <optional>
#include <string>

#include "accounts/authenticator.h"
#include "app/realtime_metrics.h"
#include "app/socket_registry.h"
#include "http/rate_limit.h"
#include "runtime/worker_pool.h"
#include "socketio/server.h"

namespace vtp::app {

/// Everything outlives the door.
struct SocketDoorParts {
  socketio::Server& server;
  SocketRegistry& registry;
  accounts::Authenticator& authenticator;
  http::RateLimiter& limiter;
  bool limits_rates = true;
  WorkerPool& pool;  // asks the database
  RealtimeMetrics& metrics;
};

/// All calls on the loop of the sockets.
class SocketDoor {
 public:
  explicit SocketDoor(SocketDoorParts parts) : parts_(parts) {}

  /// Lets the client in, or tells it why not: MISSING_TOKEN, INVALID_TOKEN, TOKEN_EXPIRED, ACCOUNT_DISABLED,
  /// RATE_LIMITED or NOT_READY.
  void knock(socketio::ConnectAttempt attempt);
  /// NOT_READY.
  void refuse_for_now(socketio::ConnectAttempt& attempt);

  /// What the socket that is being let in has shown. Only while the namespace tells of its connection, or of
  /// its return.
  [[nodiscard]] const accounts::Credential& credential() const { return *entering_; }

 private:
  void decide(socketio::ConnectAttempt& attempt, Result<accounts::Credential> credential,
              std::optional<UserId> previous);
  Result<void> check_limits(UserId user, bool comes_back);
  void refuse(socketio::ConnectAttempt& attempt, const Error& error);

  SocketDoorParts parts_;
  const accounts::Credential* entering_ = nullptr;
};

}  // namespace vtp::app
