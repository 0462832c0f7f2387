// What the server has on one loop: its listening sockets and its connections.
#pragma once

#include <memory>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/log.h"
#include "http/connection_count.h"
#include "http/connection_set.h"
#include "http/http1_session.h"
#include "http/listen_socket.h"
#include "http/tls.h"

namespace vtp::http {

/// All calls are made on the loop.
class ServerLoop {
 public:
  ServerLoop(boost::asio::io_context& context, const SessionContext& session_context,
             std::shared_ptr<ConnectionCount> count, const Log& log);

  /// `tls` is null for clear text.
  void listen(OwnedDescriptor socket, const TlsContext* tls);
  void start();
  void stop_accepting();
  void drain() { connections_.drain(); }
  void close_all();

 private:
  struct Listener {
    boost::asio::posix::stream_descriptor socket;
    const TlsContext* tls;
  };

  void wait_for_connections(Listener& listener);
  void accept_waiting(Listener& listener);
  void pause_accepting(Listener& listener, int error);
  void open(Accepted accepted, const TlsContext* tls);

  boost::asio::io_context& io_;
  const SessionContext& session_context_;
  std::shared_ptr<ConnectionCount> count_;
  const Log& log_;
  boost::asio::steady_timer accept_timer_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  ConnectionSet connections_;
};

}  // namespace vtp::http
