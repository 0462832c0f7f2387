// One client in one namespace.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "socketio/disconnect_reason.h"
#include "socketio/message.h"
#include "socketio/packet.h"
#include "socketio/token.h"

namespace vtp::socketio {

class Client;
class Namespace;
struct Room;

struct EmitOptions {
  /// Rather lost than late: dropped if the client is away or has much unread, and not repeated by recovery.
  bool is_volatile = false;
  bool may_compress = true;
};

/// What an application keeps with a socket.
class SocketData {
 public:
  virtual ~SocketData() = default;
};

enum class AckFailure : std::uint8_t { timed_out, disconnected };
using AckResult = std::expected<Arguments, AckFailure>;

/// Lives from NamespaceHandler::on_connect until after on_disconnect. All calls on the server's loop; from
/// other threads, `namespace.to(id)` reaches it.
class Socket {
 public:
  Socket(Namespace& space, Client& client);
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  [[nodiscard]] const Token& id() const { return id_; }
  [[nodiscard]] Namespace& space() const { return space_; }
  /// False while suspended.
  [[nodiscard]] bool is_connected() const { return client_ != nullptr; }
  /// How long ago the client's last packet came; also while suspended, for the client that was there before.
  [[nodiscard]] std::chrono::milliseconds silence() const;

  void emit(std::string_view event, const Arguments& arguments, EmitOptions options = {});
  /// `on_answer` is called once: with what the client acknowledged, or why it did not.
  using OnAnswer = std::move_only_function<void(AckResult)>;
  void emit_with_ack(std::string_view event, const Arguments& arguments, std::chrono::milliseconds timeout,
                     OnAnswer on_answer);

  void join(std::string_view room);
  void leave(std::string_view room);
  [[nodiscard]] bool is_in(std::string_view room) const;

  /// Sends the client out of the namespace, or closes its transport altogether. on_disconnect is called
  /// within.
  void disconnect(bool closes_transport = false);

  std::unique_ptr<SocketData> data;

 private:
  friend class Client;
  friend class Namespace;
  struct Acks;
  struct Recoverable;

  // For the namespace.
  void deliver(const MessageRef& message, std::uint64_t offset, bool is_volatile);

  // For the client.
  void on_event(Packet packet);
  void on_ack(Packet packet);
  /// The client is gone, or gone from here. Suspends if it may come back.
  void on_client_gone(DisconnectReason reason);
  void end(DisconnectReason reason);
  /// What a returning client proves with that it is the one; none without recovery.
  [[nodiscard]] std::optional<Token> secret() const;
  /// nullopt if not all of it is there any more.
  [[nodiscard]] std::optional<std::vector<MessageRef>> missed_since(
      std::optional<std::uint64_t> last_seen) const;
  void move_to(Client& client);

  void answer(std::uint64_t id, AckResult result);
  void fail_acks();

  Namespace& space_;
  Client* client_;  // null while suspended
  const Token id_;
  bool has_ended_ = false;
  std::uint64_t mark_ = 0;  // the last broadcast that looked at it
  std::vector<Room*> rooms_;
  std::unique_ptr<Acks> acks_;                // none while nothing is waited for
  std::unique_ptr<Recoverable> recoverable_;  // with recovery only
};

}  // namespace vtp::socketio
