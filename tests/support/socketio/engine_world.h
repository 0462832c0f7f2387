// An Engine.IO server without sockets and clock: a test sends requests and frames, sees what is answered, and
// says what time it is.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "socketio/engine_server.h"
#include "socketio/loop.h"
#include "support/http/fake_channel.h"

namespace vtp::socketio {

class EngineWorld;

/// A request that may not be answered yet.
class PendingRequest {
 public:
  [[nodiscard]] bool is_answered() const { return response_->has_value(); }
  [[nodiscard]] int status() const { return response_->value().status; }
  [[nodiscard]] std::string body() const;
  [[nodiscard]] std::string field(std::string_view name) const;
  /// The client goes away.
  void abort();

 private:
  friend class EngineWorld;
  EngineWorld* world_ = nullptr;
  std::shared_ptr<std::optional<http::Response>> response_ =
      std::make_shared<std::optional<http::Response>>();
  EngineServer::OnGone on_gone_;
};

/// The client's end of a WebSocket.
class TestWebSocket {
 public:
  /// The next frame from the server as text: "4hello", "binary ...", "close 1000"; empty if there is none.
  std::string receive();
  void send(std::string_view text);
  void send_binary(std::string_view bytes);
  /// Closes the connection without a word.
  void cut();
  /// Takes more of what waits to be sent.
  void read(std::size_t bytes);

  http::FakeChannel channel;

 private:
  friend class EngineWorld;
  EngineWorld* world_ = nullptr;
  std::unique_ptr<http::WebSocketSession> session_;
};

class EngineWorld final : public EngineHost, public Loop {
 public:
  EngineWorld(Options options, EngineServer::Open open);
  ~EngineWorld() override;

  PendingRequest get(std::string_view query);
  PendingRequest post(std::string_view query, std::string body, bool is_too_large = false);
  PendingRequest ask(http::Request request, bool is_too_large = false);
  /// Null if the server did not agree; `refusal` says why then.
  TestWebSocket* websocket(std::string_view query, PendingRequest* refusal = nullptr);

  /// A new session by long polling: its id.
  std::string open_polling();

  void pass(std::chrono::milliseconds time);

  // Loop.
  [[nodiscard]] bool is_here() const override { return true; }
  void run(Task task) override;

  std::vector<std::string> reported;
  EngineServer& engine() { return *engine_; }

 private:
  [[nodiscard]] TimePoint now() const override { return now_; }
  void turn_began() override { must_end_turn_ = true; }
  void open_websocket(http::Answerer answerer, std::string head, http::WebSocketOptions options,
                      std::unique_ptr<http::WebSocketListener> listener) override;
  void report(std::string_view what) override { reported.emplace_back(what); }
  friend class PendingRequest;
  friend class TestWebSocket;
  /// Ends the turn, and those that follow from it.
  void settle();

  const Options options_;
  TimePoint now_{std::chrono::hours(1000)};
  bool must_end_turn_ = false;
  std::vector<std::unique_ptr<TestWebSocket>> sockets_;
  std::unique_ptr<EngineServer> engine_;
};

}  // namespace vtp::socketio
