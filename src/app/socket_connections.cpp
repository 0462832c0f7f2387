#include "app/socket_connections.h"

#include <vector>

namespace vtp::app {

void SocketConnections::send(std::span<const classroom::ConnectionId> to, std::string_view event,
                             const std::shared_ptr<const std::string>& payload, bool is_volatile) {
  server_.run([this, ids = std::vector(to.begin(), to.end()), event, payload, is_volatile] {
    auto broadcast = space_.to_all();
    std::size_t count = 0;
    for (const auto id : ids) {
      const auto* socket = registry_.find(id);
      if (socket == nullptr) continue;
      broadcast.to(socket->id());
      ++count;
    }
    if (count == 0) return;  // named to nobody it would go to everybody
    broadcast.emit(event, *payload, {.is_volatile = is_volatile});
    metrics_.events_sent.add(count);
  });
}

void SocketConnections::disconnect(classroom::ConnectionId connection) {
  server_.run([this, connection] {
    if (auto* socket = registry_.find(connection)) socket->disconnect(true);
  });
}

}  // namespace vtp::app
