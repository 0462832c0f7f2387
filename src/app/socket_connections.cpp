#include "app/socket_connections.h"

#include <vector>

namespace vtp::app {

void SocketConnections::send(std::span<const classroom::ConnectionId> to, std::string_view event,
                             const std::shared_ptr<const std::string>& payload, bool is_volatile) {
  server_.run([this, ids = std::vector(to.begin(), to.end()), event, payload, is_volatile] {
    std::vector<socketio::Socket*> sockets;
    sockets.reserve(ids.size());
    for (const auto id : ids)
      if (auto* socket = registry_.find(id)) sockets.push_back(socket);
    space_.emit(sockets, event, *payload, {.is_volatile = is_volatile});
    metrics_.events_sent.add(sockets.size());
  });
}

void SocketConnections::disconnect(classroom::ConnectionId connection) {
  server_.run([this, connection] {
    if (auto* socket = registry_.find(connection)) socket->disconnect(true);
  });
}

}  // namespace vtp::app
