// What speaks on a connection: takes bytes, gives output. Knows no sockets and no waiting.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/connection_count.h"
#include "http/listen_socket.h"
#include "http/response.h"
#include "http/transport.h"

namespace vtp::http {

/// A socket taken from its connection and loop, to go on with another protocol on any loop.
struct DetachedConnection {
  OwnedDescriptor socket;
  std::unique_ptr<Transport> transport;  // speaks on the socket
  std::string input;                     // read, and not taken by the session
  ConnectionCount::Slot slot;
};

/// The connection as its session sees it. All calls are made on the connection's loop.
class Channel {
 public:
  virtual ~Channel() = default;

  /// Appends to the output and sends what can be sent; true if all of it is on its way. Otherwise
  /// Session::on_sent follows, or on_closed.
  virtual bool send(std::vector<BodyPiece> pieces) = 0;
  /// As above; only what cannot be sent at once is copied.
  virtual bool send(std::string_view bytes) = 0;

  /// Asks for input: first what came before and was not taken, then what comes.
  virtual void resume_input() = 0;
  /// No input until resume_input, so that the peer has to wait. Takes effect when on_input returns.
  virtual void pause_input() = 0;

  /// Without a sign of life for so long the connection is closed; zero: no limit.
  virtual void set_time_limit(std::chrono::milliseconds limit) = 0;

  /// Closes after the output, leaving the peer time to read it (a reset could destroy it under way).
  virtual void finish() = 0;
  /// Closes at once and drops the output: for peers that do not read.
  virtual void abort() = 0;

  /// Takes the socket away from this connection, which ends without Session::on_closed. What was to be sent
  /// must have been. Not to be called from within on_input.
  [[nodiscard]] virtual DetachedConnection detach() = 0;

  /// The way back for work that goes to another thread: to be called once there, with what is to be done on
  /// the loop. Keeps the session alive until that is done.
  using Call = std::move_only_function<void()>;
  using WayBack = std::move_only_function<void(Call)>;
  [[nodiscard]] virtual WayBack way_back() = 0;
};

class Session {
 public:
  virtual ~Session() = default;
  /// Bytes from the peer; returns how many were taken. The rest is shown again, with more behind it.
  virtual std::size_t on_input(std::string_view bytes) = 0;
  /// Everything is sent.
  virtual void on_sent() = 0;
  /// The server shuts down: finish what is under way.
  virtual void on_drain() = 0;
  /// The connection is gone; nothing can be sent any more.
  virtual void on_closed() = 0;
};

}  // namespace vtp::http
