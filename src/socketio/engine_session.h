// One client of Engine.IO: heartbeat, the transport it uses, and the change from long polling to WebSocket.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "socketio/disconnect_reason.h"
#include "socketio/engine_packet.h"
#include "socketio/held_poll.h"
#include "socketio/message.h"
#include "socketio/timers.h"
#include "socketio/token.h"

namespace vtp::socketio {

class EngineServer;
class EngineWire;

/// What is spoken over a session. May send and close from within every call.
class EngineListener {
 public:
  virtual ~EngineListener() = default;
  virtual void on_text(std::string text) = 0;
  virtual void on_binary(std::string bytes) = 0;
  /// The last call.
  virtual void on_close(DisconnectReason reason) = 0;
};

/// Lives from the handshake until the end of the turn in which it is closed.
class EngineSession {
 public:
  /// `server` outlives the session. Starts with long polling unless it is given a `wire`.
  EngineSession(EngineServer& server, EngineWire* wire);
  ~EngineSession();
  EngineSession(const EngineSession&) = delete;
  EngineSession& operator=(const EngineSession&) = delete;

  /// Sends the open packet and begins to beat.
  void open(std::unique_ptr<EngineListener> listener);

  [[nodiscard]] const Token& id() const { return id_; }
  [[nodiscard]] bool is_open() const { return state_ == State::open; }
  [[nodiscard]] bool is_polling() const { return polling_ != nullptr; }

  /// Sends with what else this turn sends. Ignored once the session is closed.
  void send(const MessageRef& message);
  /// Bytes that the client has not taken.
  [[nodiscard]] std::size_t unsent() const;
  /// When the client last gave a sign of life.
  [[nodiscard]] TimePoint last_packet() const { return last_packet_; }

  /// What was sent before still reaches the client if it is reachable, unless the reason says that it is not.
  void close(DisconnectReason reason);

  // From the transports.
  void on_poll(HeldPoll poll);
  void on_poll_gone();
  void on_post(std::string_view body, HeldPoll answer);
  void on_oversized_post(HeldPoll answer);
  /// False: the session does not want to change its transport, or is doing it already.
  bool begin_upgrade(EngineWire& wire);
  void on_wire_text(EngineWire& wire, std::string text);
  void on_wire_binary(EngineWire& wire, std::string bytes);
  void on_wire_closed(EngineWire& wire, bool is_protocol_error);

  /// At the end of a turn: sends what was queued in it.
  void flush();

 private:
  friend class EngineServer;
  enum class State : std::uint8_t { open, closing, closed };
  /// What only long polling needs.
  struct Polling;

  void on_heartbeat();
  void on_pong();
  void on_packet(EnginePacketType type, std::string data);
  void on_probe_text(std::string_view text);
  void finish_upgrade();
  void abandon_upgrade();
  void answer_poll(const MessageRef& if_empty);
  void close_transport();
  void say_farewell();
  void end();

  EngineServer& server_;
  const Token id_;
  State state_ = State::open;
  DisconnectReason reason_ = DisconnectReason::transport_close;  // of the end, once it is there
  bool awaits_pong_ = false;
  bool has_overflown_ = false;
  bool is_dirty_ = false;  // in the server's list of those to be flushed
  TimePoint last_packet_;
  TimePoint pinged_at_;
  Timer heartbeat_;
  EngineWire* wire_ = nullptr;  // null while polling
  std::unique_ptr<Polling> polling_;
  std::unique_ptr<EngineListener> listener_;
};

}  // namespace vtp::socketio
