// A Socket.IO server: give it to the HTTP server as an endpoint, add namespaces, talk to their sockets.
#pragma once

#include <string>
#include <string_view>

#include "socketio/engine_endpoint.h"
#include "socketio/hub.h"
#include "socketio/namespace.h"
#include "socketio/options.h"

namespace vtp::socketio {

/// Everything that happens in a server happens on one loop, in order: handlers need no locks, and a broadcast
/// reaches all in the same order. Sockets are of that loop; Broadcast, Ack, ConnectAttempt and `run` may be
/// used from any thread. Lifetime: see EngineEndpoint.
class Server {
 public:
  Server(Options options, boost::asio::io_context& context, const Log& log)
      : endpoint_(std::move(options), context, log,
                  [this](EngineSession& session, Handshake handshake) {
                    return hub_.open(session, std::move(handshake));
                  }),
        hub_(endpoint_.options(), endpoint_) {
    hub_.serve(endpoint_.engine());
  }
  /// Ends what is left; handlers are told of the sockets that are connected.
  ~Server() { endpoint_.stop(); }

  /// Before the HTTP server starts. `handler` must outlive the server.
  Namespace& add_namespace(std::string name, NamespaceHandler& handler) {
    return hub_.add_namespace(std::move(name), handler);
  }

  /// Null if there is none.
  [[nodiscard]] Namespace* find(std::string_view name) const { return hub_.find(name); }

  /// For http::ServerOptions::endpoints.
  [[nodiscard]] EngineEndpoint& endpoint() { return endpoint_; }

  /// Runs `task` on the loop: at once if the caller is there already, else soon.
  void run(Loop::Task task) { endpoint_.run(std::move(task)); }

 private:
  EngineEndpoint endpoint_;
  Hub hub_;
};

}  // namespace vtp::socketio
