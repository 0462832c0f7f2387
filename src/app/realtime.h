// Where browsers meet the rooms: the Socket.IO server, whom it lets in, and what goes through it in either
// direction (realtime.md).
#pragma once

#include <memory>

#include "accounts/accounts.h"
#include "app/periodic.h"
#include "app/realtime_metrics.h"
#include "app/sign_in_watch.h"
#include "app/socket_connections.h"
#include "app/socket_door.h"
#include "app/socket_registry.h"
#include "classroom/signalling.h"
#include "runtime/loop_group.h"
#include "runtime/worker_pool.h"
#include "socketio/server.h"

namespace vtp::app {

/// Everything outlives the sockets.
struct RealtimeParts {
  accounts::Accounts& accounts;
  const Clock& clock;
  const Log& log;
  Metrics& metrics;
};

/// Works on a loop of its own, which asks no database: a pool does. It outlives the classroom, whose way to
/// the sockets it is; but it must have been shut down before the classroom stops.
class Realtime final : private socketio::NamespaceHandler {
 public:
  Realtime(RealtimeParts parts, socketio::Options options);
  /// As `shut_down`.
  ~Realtime() override;

  [[nodiscard]] classroom::Connections& connections() { return connections_; }
  /// For http::ServerOptions::endpoints. Until `start` has been called, clients are told to try again.
  [[nodiscard]] http::Endpoint& endpoint() { return server_.endpoint(); }

  /// Lets clients through to the rooms, and begins to watch whether they are signed in.
  void start(classroom::Signalling& signalling);

  /// Tells all clients to come back later, closes their connections and lets nobody in any more. To be called
  /// before the HTTP server drains; it may be called again.
  void shut_down();

 private:
  void on_attempt(socketio::ConnectAttempt attempt) override;
  void on_connect(socketio::Socket& socket) override;
  void on_event(socketio::Socket& socket, socketio::Event event) override;
  void on_suspend(socketio::Socket& socket, socketio::DisconnectReason reason) override;
  void on_resume(socketio::Socket& socket) override;
  void on_disconnect(socketio::Socket& socket, socketio::DisconnectReason reason) override;

  const Clock& clock_;
  RealtimeMetrics metrics_;
  LoopGroup loops_{1, "realtime"};
  SocketRegistry registry_;
  socketio::Server server_;
  SocketConnections connections_;
  WorkerPool pool_;
  SocketDoor door_;
  SignInWatch watch_;
  classroom::Signalling* signalling_ = nullptr;  // on the loop; nobody is let in before it is there
  bool is_shut_down_ = false;                    // for whoever starts and shuts down
  std::unique_ptr<Periodic> expiry_;
  std::unique_ptr<Periodic> rechecks_;
};

}  // namespace vtp::app
