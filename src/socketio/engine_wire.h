// The WebSocket of a session, from its opening to its end: the one a session began with, or the one to which
// it changes.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "http/websocket_session.h"
#include "socketio/disconnect_reason.h"
#include "socketio/handshake.h"
#include "socketio/message.h"
#include "socketio/token.h"

namespace vtp::socketio {

class EngineServer;
class EngineSession;

class EngineWire final : public http::WebSocketListener {
 public:
  /// What the client asked for: a new session, or the change of one to WebSocket.
  using Purpose = std::variant<Handshake, Token>;
  EngineWire(EngineServer& server, Purpose purpose)
      : server_(server), purpose_(std::make_unique<Purpose>(std::move(purpose))) {}

  void queue(const MessageRef& message);
  void flush() { socket_->flush(); }
  [[nodiscard]] std::size_t unsent() const { return socket_->unsent(); }
  /// Lets go of the session. `reason` decides whether what waits is still sent.
  void close(DisconnectReason reason);
  /// The upgrade is not wanted.
  void reject();

  void on_open(http::WebSocketSession& socket) override;
  void on_text(std::string text) override;
  void on_binary(std::string bytes) override;
  void on_closed(http::CloseCode code) override;

 private:
  EngineServer& server_;
  std::unique_ptr<Purpose> purpose_;  // until it is open
  http::WebSocketSession* socket_ = nullptr;
  EngineSession* session_ = nullptr;
};

}  // namespace vtp::socketio
