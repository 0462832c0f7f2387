// The sockets of signed-in people, by the number that the classroom knows them by and by user. All calls on
// the loop of the sockets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "app/socket_client.h"

namespace vtp::app {

class SocketRegistry {
 public:
  /// Gives a new socket its SocketClient.
  SocketClient& add(socketio::Socket& socket, accounts::Credential credential);
  /// Before the socket is destroyed.
  void remove(socketio::Socket& socket);

  /// Null if there is none any more.
  [[nodiscard]] socketio::Socket* find(classroom::ConnectionId id) const;
  /// Suspended ones included. Valid until somebody comes or goes.
  [[nodiscard]] const std::vector<socketio::Socket*>& of(UserId user) const;
  /// Of the user; those that are suspended do not count.
  [[nodiscard]] std::size_t connected_count(UserId user) const;
  /// All of them, in no order; may be kept while sockets come and go, to be found again one by one.
  [[nodiscard]] std::vector<classroom::ConnectionId> all() const;

 private:
  std::uint64_t last_id_ = 0;
  std::unordered_map<classroom::ConnectionId, socketio::Socket*> by_id_;
  std::unordered_map<UserId, std::vector<socketio::Socket*>> by_user_;
};

}  // namespace vtp::app
