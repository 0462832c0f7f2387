// What an application does with the sockets of a namespace. All its calls are made on the server's loop, one
// at a time, and must not block: work that does goes to a pool and comes back by Server::run.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "socketio/disconnect_reason.h"
#include "socketio/handshake.h"
#include "socketio/loop.h"
#include "socketio/packet.h"
#include "socketio/token.h"

namespace vtp::socketio {

class Client;
class Namespace;
class Socket;

/// A client that asks to enter a namespace, until it is told whether it may. May be moved to and answered on
/// any thread, once; destroyed unanswered it refuses. Not to outlive the server.
class ConnectAttempt {
 public:
  /// `client` is null once the client is gone.
  ConnectAttempt(Loop& loop, std::weak_ptr<Client*> client, Namespace& space,
                 std::shared_ptr<const Handshake> handshake, std::string auth, Socket* previous);
  ConnectAttempt(ConnectAttempt&& other) noexcept;
  ConnectAttempt& operator=(ConnectAttempt&&) = delete;
  ~ConnectAttempt();

  [[nodiscard]] const Handshake& handshake() const { return *handshake_; }
  /// What the client sent along: a JSON object.
  [[nodiscard]] const std::string& auth() const { return auth_; }
  /// The socket that the client says it had, if it can still have it back. Valid during on_attempt only.
  [[nodiscard]] Socket* previous() const { return previous_; }

  /// Lets the client in: as its previous socket if there is one, else as a new one.
  void accept();
  /// As a new one even so: somebody else came with the secret of the previous one.
  void accept_as_new();
  /// `data` is JSON that the client finds in the error, or empty. Can close the transport, too.
  void refuse(std::string_view message, std::string data = {}, bool closes_transport = false);

 private:
  void answer(std::move_only_function<void(Client&)> call);

  Loop& loop_;
  std::weak_ptr<Client*> client_;
  Namespace* space_;  // null once answered
  std::shared_ptr<const Handshake> handshake_;
  std::string auth_;
  Socket* previous_;
};

/// The acknowledgement that a client waits for. May be moved to and sent on any thread, once, or never. Not
/// to outlive the server.
class Ack {
 public:
  Ack(Loop& loop, Namespace& space, Token socket, std::uint64_t id)
      : loop_(&loop), space_(&space), socket_(socket), id_(id) {}

  /// Dropped if the socket is gone.
  void send(Arguments arguments);

 private:
  Loop* loop_;
  Namespace* space_;
  Token socket_;
  std::uint64_t id_;
};

struct Event {
  std::string name;
  Arguments arguments;
  std::optional<Ack> ack;  // if the client asked for it
};

/// What is thrown here is reported, and nothing else happens.
class NamespaceHandler {
 public:
  virtual ~NamespaceHandler() = default;

  /// Everybody is let in unless this says otherwise.
  virtual void on_attempt(ConnectAttempt attempt) { attempt.accept(); }
  virtual void on_connect(Socket&) {}
  virtual void on_event(Socket&, Event) {}
  /// The transport is gone; the socket stays in its rooms, for the client may come back (Options::recovery).
  virtual void on_suspend(Socket&, DisconnectReason) {}
  /// It did. What it missed is on its way.
  virtual void on_resume(Socket&) {}
  /// The last call: the socket is in no room any more, and destroyed afterwards.
  virtual void on_disconnect(Socket&, DisconnectReason) {}
};

}  // namespace vtp::socketio
