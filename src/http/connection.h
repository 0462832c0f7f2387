// One connection on its loop: readiness, buffers, time limit. What is spoken on it is the session's affair.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include "http/output.h"
#include "http/session.h"
#include "http/transport.h"

namespace vtp::http {

/// All calls are made on the loop of `context`. Alive while registered by its owner or waited for.
class Connection final : public Channel, public std::enable_shared_from_this<Connection> {
 public:
  using SteadyClock = std::chrono::steady_clock;
  using OnEnded = std::move_only_function<void(const Connection*)>;

  /// `on_ended` is told when the connection is closed, or its socket taken away.
  Connection(boost::asio::io_context& context, DetachedConnection socket, OnEnded on_ended);

  void start(std::unique_ptr<Session> session);
  void drain() { session_->on_drain(); }
  void close();
  /// Closes if the time limit has passed.
  void sweep(SteadyClock::time_point now);

  bool send(std::vector<BodyPiece> pieces) override;
  bool send(std::string_view bytes) override;
  void resume_input() override;
  void pause_input() override { wants_input_ = false; }
  void set_time_limit(std::chrono::milliseconds limit) override;
  void finish() override;
  void abort() override { break_off(); }
  DetachedConnection detach() override;
  WayBack way_back() override;

 private:
  void pump();
  bool read_once();
  void show(std::string_view bytes);
  void flush();
  bool write_directly(std::string_view& bytes);
  void break_off();
  void linger();
  void discard_input();
  void wait(boost::asio::posix::stream_descriptor::wait_type readiness);
  void on_ready();

  boost::asio::posix::stream_descriptor socket_;
  std::unique_ptr<Transport> transport_;
  ConnectionCount::Slot slot_;
  OnEnded on_ended_;
  std::unique_ptr<Session> session_;
  Output output_;
  std::string input_;  // shown to the session, and not taken
  std::chrono::milliseconds time_limit_{0};
  SteadyClock::time_point deadline_ = SteadyClock::time_point::max();
  std::size_t discarded_ = 0;
  bool wants_input_ = false;
  bool has_unseen_input_ = false;  // input_ is worth showing again
  bool is_drained_ = false;        // the socket had nothing more when it was last read
  bool is_pumping_ = false;
  bool waits_to_read_ = false;
  bool waits_to_write_ = false;
  bool is_broken_ = false;
  bool is_finishing_ = false;
  bool is_lingering_ = false;
  bool is_closed_ = false;
};

}  // namespace vtp::http
