// The connections of one loop, and the timer that looks after them.
#pragma once

#include <functional>
#include <memory>
#include <unordered_map>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "http/connection.h"
#include "http/session.h"

namespace vtp::http {

/// All calls are made on the loop.
class ConnectionSet {
 public:
  explicit ConnectionSet(boost::asio::io_context& context) : io_(context), sweep_timer_(context) {}

  using MakeSession = std::function<std::unique_ptr<Session>(Channel&)>;

  /// Owns the socket until the connection ends. `make_session` is called at once, then the session sees
  /// input.
  void add(DetachedConnection socket, const MakeSession& make_session);

  /// Begins to enforce time limits.
  void start() { wait_to_sweep(); }
  void drain();
  /// Closes every connection, and no longer enforces time limits.
  void close_all();

 private:
  void wait_to_sweep();
  void sweep();

  boost::asio::io_context& io_;
  boost::asio::steady_timer sweep_timer_;
  std::unordered_map<const Connection*, std::shared_ptr<Connection>> connections_;
};

}  // namespace vtp::http
