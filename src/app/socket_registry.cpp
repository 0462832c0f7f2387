#include "app/socket_registry.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace vtp::app {

SocketClient& SocketRegistry::add(socketio::Socket& socket, accounts::Credential credential) {
  auto client = std::make_unique<SocketClient>(classroom::ConnectionId(++last_id_), std::move(credential));
  auto& added = *client;
  socket.data = std::move(client);
  by_id_.emplace(added.id, &socket);
  by_user_[added.user()].push_back(&socket);
  return added;
}

void SocketRegistry::remove(socketio::Socket& socket) {
  const auto& client = client_of(socket);
  by_id_.erase(client.id);
  const auto found = by_user_.find(client.user());
  std::erase(found->second, &socket);
  if (found->second.empty()) by_user_.erase(found);
}

socketio::Socket* SocketRegistry::find(classroom::ConnectionId id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

const std::vector<socketio::Socket*>& SocketRegistry::of(UserId user) const {
  static const std::vector<socketio::Socket*> none;
  const auto found = by_user_.find(user);
  return found == by_user_.end() ? none : found->second;
}

std::size_t SocketRegistry::connected_count(UserId user) const {
  return static_cast<std::size_t>(std::ranges::count_if(of(user), &socketio::Socket::is_connected));
}

std::vector<classroom::ConnectionId> SocketRegistry::all() const {
  std::vector<classroom::ConnectionId> ids;
  ids.reserve(by_id_.size());
  for (const auto& [id, socket] : by_id_) ids.push_back(id);
  return ids;
}

}  // namespace vtp::app
