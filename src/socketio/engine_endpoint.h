// Connects an EngineServer to the world: requests from the HTTP server's loops, WebSockets on one loop of its
// own, a timer.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/log.h"
#include "http/connection_set.h"
#include "http/endpoint.h"
#include "socketio/engine_server.h"
#include "socketio/loop.h"

namespace vtp::socketio {

/// Works on the loop of `context`, which may be one of the HTTP server's. To be shut down before that server
/// drains, and stopped after it is gone; the loop must still run then.
class EngineEndpoint final : public http::Endpoint, public Loop, private EngineHost {
 public:
  EngineEndpoint(Options options, boost::asio::io_context& context, const Log& log, EngineServer::Open open);
  /// As `stop`.
  ~EngineEndpoint() override;

  /// No new sessions from now on. Any thread.
  void refuse_new();
  /// Tells all clients that the server shuts down, and lets go of them. Not to be called from the loop.
  void shut_down();
  /// After `shut_down`: waits until clients that poll have fetched what was left for them, while HTTP is
  /// still served. False if some have not within `limit`. Not to be called from the loop.
  bool wait_for_last(std::chrono::milliseconds limit);
  /// Breaks off whatever is left. Not to be called from the loop.
  void stop();
  /// Any thread.
  [[nodiscard]] std::size_t session_count() const { return session_count_; }

  [[nodiscard]] EngineServer& engine() { return engine_; }
  [[nodiscard]] const Options& options() const { return options_; }

  // Loop: any thread.
  [[nodiscard]] bool is_here() const override;
  void run(Task task) override;

  // http::Endpoint: the loops of the HTTP server.
  [[nodiscard]] bool serves(std::string_view path) const override;
  [[nodiscard]] std::uint64_t body_limit() const override { return options_.max_payload; }
  OnGone handle(http::Request request, bool is_body_too_large, http::Answerer answerer) override;

 private:
  [[nodiscard]] TimePoint now() const override { return std::chrono::steady_clock::now(); }
  void turn_began() override;
  void open_websocket(http::Answerer answerer, std::string head, http::WebSocketOptions options,
                      std::unique_ptr<http::WebSocketListener> listener) override;
  void report(std::string_view what) override;

  void end_turn();
  void wait_for(std::optional<TimePoint> deadline);
  /// Runs `call` on the loop and waits for it.
  void run_and_wait(const std::function<void()>& call);

  const Options options_;
  boost::asio::io_context& io_;
  const Log& log_;
  http::ConnectionSet connections_;
  boost::asio::steady_timer timer_;
  TimePoint waits_until_ = TimePoint::max();
  bool is_shut_down_ = false;
  std::atomic<std::size_t> session_count_ = 0;
  std::mutex last_mutex_;
  std::condition_variable last_gone_;
  EngineServer engine_;
};

}  // namespace vtp::socketio
