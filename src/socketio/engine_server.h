// Engine.IO protocol 4: handshakes, sessions, and the requests of their transports. Opens no socket and reads
// no clock: its host does.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/deflate.h"
#include "http/endpoint.h"
#include "socketio/engine_session.h"
#include "socketio/engine_wire.h"
#include "socketio/handshake.h"
#include "socketio/options.h"
#include "socketio/timers.h"

namespace vtp::socketio {

/// What connects an EngineServer to the world. Everything happens on one loop.
class EngineHost {
 public:
  virtual ~EngineHost() = default;
  [[nodiscard]] virtual TimePoint now() const = 0;
  /// EngineServer::end_turn is to be called when what is ready now has been handled.
  virtual void turn_began() = 0;
  /// The connection of a request becomes a WebSocket with `listener`; `head` is sent first. A client that is
  /// gone is not spoken of again.
  virtual void open_websocket(http::Answerer answerer, std::string head, http::WebSocketOptions options,
                              std::unique_ptr<http::WebSocketListener> listener) = 0;
  /// Something was thrown that nobody caught: a bug, or no memory.
  virtual void report(std::string_view what) = 0;
};

class EngineServer {
 public:
  using Open = std::function<std::unique_ptr<EngineListener>(EngineSession&, Handshake)>;

  /// `options` and `host` must outlive the server. `open` makes what is spoken over a new session.
  EngineServer(const Options& options, EngineHost& host, Open open);
  ~EngineServer();

  /// What a request returns to be called when its client goes away unanswered; on the loop.
  using OnGone = std::move_only_function<void()>;
  OnGone handle(const http::Request& request, bool is_body_too_large, http::Answerer answerer);

  /// Runs `call` as a part of a turn: after what has become due, and with its output sent at the end.
  template <class Call>
  void in_turn(Call call) {
    guarded([this] { begin_turn(); });
    guarded([&call] { call(); });
  }
  /// Sends what was queued and forgets what has ended.
  void end_turn();
  /// When there is something to do even if nothing comes.
  [[nodiscard]] std::optional<TimePoint> deadline() const { return timers_.next(); }

  /// No new sessions from now on.
  void refuse_new() { refuses_new_ = true; }
  void close_all(DisconnectReason reason);

  [[nodiscard]] std::size_t session_count() const { return sessions_.size(); }
  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] Timers& timers() { return timers_; }
  [[nodiscard]] http::Deflater& deflater();

  // For sessions and wires.
  void mark_dirty(EngineSession& session);
  /// Null if there is none.
  [[nodiscard]] EngineSession* find(const Token& id);
  EngineSession* open_session(EngineWire* wire, Handshake handshake);
  void remove(EngineSession& session);
  /// Destroys `object` at the end of the turn: it may be in use further down the stack.
  void bury(std::shared_ptr<void> object) { ended_.push_back(std::move(object)); }
  /// Runs `call`; what it throws is reported.
  void guarded(const std::function<void()>& call);

 private:
  void begin_turn();
  [[nodiscard]] bool allows_origin(const http::Request& request) const;
  [[nodiscard]] http::Headers cors_fields(const http::Request& request) const;
  OnGone handle_polling(const http::Request& request, EngineSession& session, bool is_body_too_large,
                        HeldPoll poll);
  void open_websocket(const http::Request& request, const EngineSession* session, HeldPoll poll);
  void open_polling(const http::Request& request, HeldPoll poll);

  const Options& options_;
  EngineHost& host_;
  const Open open_;
  Timers timers_;
  bool in_turn_ = false;
  bool refuses_new_ = false;
  std::unique_ptr<http::Deflater> deflater_;
  std::unique_ptr<http::Inflater> inflater_;
  std::unordered_map<Token, std::unique_ptr<EngineSession>> sessions_;
  std::vector<EngineSession*> dirty_;
  std::vector<std::shared_ptr<void>> ended_;
};

}  // namespace vtp::socketio
