// A namespace: its sockets, their rooms, and messages to many of them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "socketio/handler.h"
#include "socketio/options.h"
#include "socketio/socket.h"

namespace vtp::socketio {

class EngineServer;
class Hub;
class Namespace;

struct Room {
  std::string_view name;
  std::vector<Socket*> members;
};

/// Whom a message goes to: the sockets in any of the rooms (all of the namespace if none is named) and in
/// none of the exceptions. A socket's own id counts as a room with it alone. Usable on any thread.
class Broadcast {
 public:
  explicit Broadcast(Namespace& space) : space_(&space) {}

  Broadcast& to(std::string_view room);
  Broadcast& to(const Token& socket) { return to(socket.view()); }
  Broadcast& except(std::string_view room);
  Broadcast& except(const Token& socket) { return except(socket.view()); }

  /// Encoded once for all. Broadcasts of one thread arrive in the order in which they were sent.
  void emit(std::string_view event, Arguments arguments, EmitOptions options = {}) const;

 private:
  friend class Namespace;
  Namespace* space_;
  std::vector<std::string> rooms_;
  std::vector<std::string> exceptions_;
};

/// Lives as long as the server. All calls on its loop, but those marked.
class Namespace {
 public:
  Namespace(Hub& hub, std::string name, NamespaceHandler& handler);
  ~Namespace();
  Namespace(const Namespace&) = delete;
  Namespace& operator=(const Namespace&) = delete;

  /// Any thread.
  [[nodiscard]] const std::string& name() const { return name_; }

  /// The beginning of a broadcast: `space.to("room").except(socket.id()).emit(...)`. Any thread.
  [[nodiscard]] Broadcast to(std::string_view room) { return Broadcast(*this).to(room); }
  [[nodiscard]] Broadcast to(const Token& socket) { return Broadcast(*this).to(socket); }
  [[nodiscard]] Broadcast to_all() { return Broadcast(*this); }
  /// To just these sockets of the namespace, each named once; encoded once for all.
  void emit(std::span<Socket* const> sockets, std::string_view event, const Arguments& arguments,
            EmitOptions options = {});

  /// Null if there is none, suspended ones included.
  [[nodiscard]] Socket* find(const Token& id) const;
  [[nodiscard]] std::size_t size() const { return sockets_.size(); }
  /// Empty if there is no such room. Valid until somebody joins or leaves.
  [[nodiscard]] const std::vector<Socket*>& members(std::string_view room) const;

 private:
  friend class Ack;
  friend class Broadcast;
  friend class Client;
  friend class ConnectAttempt;
  friend class Socket;

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Rooms = std::unordered_map<std::string, Room, TextHash, std::equal_to<>>;

  Socket& add_socket(Client& client);
  void remove_socket(Socket& socket);
  [[nodiscard]] Socket* find_by_secret(const Token& secret) const;

  Room& join(std::string_view room, Socket& socket);
  void leave(Room& room, Socket& socket);

  [[nodiscard]] const Options& options() const;
  [[nodiscard]] EngineServer& engine() const;
  [[nodiscard]] Loop& loop() const;

  /// Numbers the event if it is to be recoverable, and encodes it. The number is 0 if it is not.
  MessageRef encode(std::string_view event, const Arguments& arguments, EmitOptions options,
                    std::uint64_t& offset);
  void deliver(const Broadcast& broadcast, std::string_view event, const Arguments& arguments,
               EmitOptions options);
  template <class Call>
  void for_each(std::string_view room, Call call) const;
  /// Calls the handler; what it throws is reported.
  void tell(const std::function<void(NamespaceHandler&)>& call);
  void send_ack(const Token& socket, std::uint64_t id, const Arguments& arguments);

  Hub& hub_;
  const std::string name_;
  NamespaceHandler& handler_;
  std::uint64_t last_offset_ = 0;
  std::uint64_t last_mark_ = 0;
  std::unordered_map<Token, std::unique_ptr<Socket>> sockets_;
  std::unordered_map<Token, Socket*> by_secret_;
  Rooms rooms_;
};

}  // namespace vtp::socketio
