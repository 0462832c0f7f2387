// The way from rooms to sockets: what the classroom sends to its connections, carried to the loop of the
// sockets.
#pragma once

#include "app/realtime_metrics.h"
#include "app/socket_registry.h"
#include "classroom/connections.h"
#include "socketio/server.h"

namespace vtp::app {

class SocketConnections final : public classroom::Connections {
 public:
  /// Everything must outlive it.
  SocketConnections(socketio::Server& server, socketio::Namespace& space, SocketRegistry& registry,
                    RealtimeMetrics& metrics)
      : server_(server), space_(space), registry_(registry), metrics_(metrics) {}

  void send(std::span<const classroom::ConnectionId> to, std::string_view event,
            const std::shared_ptr<const std::string>& payload, bool is_volatile) override;
  void disconnect(classroom::ConnectionId connection) override;

 private:
  socketio::Server& server_;
  socketio::Namespace& space_;
  SocketRegistry& registry_;
  RealtimeMetrics& metrics_;
};

}  // namespace vtp::app
