#include "socketio/engine_endpoint.h"

#include <future>
#include <utility>

#include <boost/asio/post.hpp>

namespace vtp::socketio {

EngineEndpoint::EngineEndpoint(Options options, boost::asio::io_context& context, const Log& log,
                               EngineServer::Open open)
    : options_(std::move(options)),
      io_(context),
      log_(log),
      connections_(context),
      timer_(context),
      engine_(options_, *this, std::move(open)) {
  run([this] { connections_.start(); });
}

EngineEndpoint::~EngineEndpoint() {
  stop();
}

void EngineEndpoint::stop() {
  run_and_wait([this] {
    is_shut_down_ = true;
    timer_.cancel();
    engine_.close_all(DisconnectReason::server_shutting_down);
    connections_.close_all();
  });
  // Behind what that has posted, and what this does.
  run_and_wait([this] { engine_.end_turn(); });
  run_and_wait([] {});
}

void EngineEndpoint::refuse_new() {
  run([this] { engine_.refuse_new(); });
}

void EngineEndpoint::shut_down() {
  run_and_wait([this] {
    engine_.in_turn([this] {
      engine_.refuse_new();
      engine_.close_all(DisconnectReason::server_shutting_down);
    });
  });
}

bool EngineEndpoint::wait_for_last(std::chrono::milliseconds limit) {
  std::unique_lock lock(last_mutex_);
  return last_gone_.wait_for(lock, limit, [this] { return session_count_ == 0; });
}

bool EngineEndpoint::is_here() const {
  return io_.get_executor().running_in_this_thread();
}

void EngineEndpoint::run(Task task) {
  if (is_here()) return engine_.in_turn(std::move(task));
  boost::asio::post(io_, [this, task = std::move(task)]() mutable { engine_.in_turn(std::move(task)); });
}

void EngineEndpoint::run_and_wait(const std::function<void()>& call) {
  std::promise<void> done;
  boost::asio::post(io_, [&] {
    call();
    done.set_value();
  });
  done.get_future().wait();
}

bool EngineEndpoint::serves(std::string_view path) const {
  // "/socket.io/" and, as some clients have it, without the last slash.
  return path == options_.path ||
         (path.size() + 1 == options_.path.size() && options_.path.starts_with(path));
}

http::Endpoint::OnGone EngineEndpoint::handle(http::Request request, bool is_body_too_large,
                                              http::Answerer answerer) {
  if (is_here()) return engine_.handle(request, is_body_too_large, std::move(answerer));
  const auto on_gone = std::make_shared<EngineServer::OnGone>();
  run([this, on_gone, is_body_too_large, request = std::move(request),
       answerer = std::move(answerer)]() mutable {
    *on_gone = engine_.handle(request, is_body_too_large, std::move(answerer));
  });
  return [this, on_gone] { run([on_gone] { (*on_gone)(); }); };
}

void EngineEndpoint::turn_began() {
  boost::asio::post(io_, [this] { end_turn(); });
}

void EngineEndpoint::end_turn() {
  engine_.end_turn();
  session_count_ = engine_.session_count();
  if (session_count_ == 0) {
    const std::scoped_lock lock(last_mutex_);
    last_gone_.notify_all();
  }
  wait_for(engine_.deadline());
}

/// A timer that is set already to an earlier time is left alone: it sets the next one.
void EngineEndpoint::wait_for(std::optional<TimePoint> deadline) {
  if (is_shut_down_ || !deadline || *deadline >= waits_until_) return;
  waits_until_ = *deadline;
  timer_.expires_at(*deadline);
  timer_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    waits_until_ = TimePoint::max();
    engine_.in_turn([] {});
  });
}

void EngineEndpoint::open_websocket(http::Answerer answerer, std::string head, http::WebSocketOptions options,
                                    std::unique_ptr<http::WebSocketListener> listener) {
  answerer.take_over([this, head = std::move(head), options,
                      listener = std::move(listener)](std::optional<http::DetachedConnection> taken) mutable {
    if (!taken) return;
    run([this, head = std::move(head), options, listener = std::move(listener),
         socket = *std::move(taken)]() mutable {
      if (is_shut_down_) return;
      connections_.add(std::move(socket), [&](http::Channel& channel) {
        return std::make_unique<http::WebSocketSession>(channel, options, std::move(listener),
                                                        std::move(head));
      });
    });
  });
}

void EngineEndpoint::report(std::string_view what) {
  log_.error("A Socket.IO handler failed", {{"cause", what}});
}

}  // namespace vtp::socketio
