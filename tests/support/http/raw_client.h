// A client that sends exactly the bytes that a test wants, over a real loopback socket.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/listen_socket.h"

namespace vtp::http {

struct RawAnswer {
  int status = 0;
  std::string head;  // with the empty line
  std::string body;

  /// The first field of that name; empty if there is none.
  [[nodiscard]] std::string field(std::string_view name) const;
};

class RawClient {
 public:
  /// Connects to "127.0.0.1:PORT" or "[::1]:PORT".
  explicit RawClient(std::string_view address);

  void send(std::string_view bytes);
  /// The next answer, with a body as long as its Content-Length says; nullopt if the connection ended before.
  std::optional<RawAnswer> receive(bool has_body = true);
  std::optional<RawAnswer> ask(std::string_view bytes, bool has_body = true);
  /// The bytes that come next, whatever they are; empty if the server has closed.
  std::string receive_some();
  /// Everything until the server closes.
  std::string receive_all();
  /// Whether the server has closed: waits for that.
  bool is_closed();
  /// Tells the server that nothing more is sent.
  void finish_sending();
  /// Closes with a reset.
  void break_off();

  [[nodiscard]] int descriptor() const { return socket_.get(); }

 private:
  bool fill();

  OwnedDescriptor socket_;
  std::string buffer_;
};

}  // namespace vtp::http
