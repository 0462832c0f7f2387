// WebSocket on one connection: messages out of its input, frames into its output. What the messages mean is
// the listener's affair.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/deflate.h"
#include "http/session.h"
#include "http/websocket_frame.h"

namespace vtp::http {

/// Frames as they go over the wire, shared by all connections they are sent to.
using Frames = std::shared_ptr<const std::string>;

class WebSocketSession;

/// Learns what comes; called on the loop. May send and close from within every call.
class WebSocketListener {
 public:
  virtual ~WebSocketListener() = default;
  /// The first call. `session` lives until on_closed.
  virtual void on_open(WebSocketSession& session) = 0;
  virtual void on_text(std::string text) = 0;
  virtual void on_binary(std::string bytes) = 0;
  /// The last call: `code` is what the peer said, or abnormal if it said nothing.
  virtual void on_closed(CloseCode code) = 0;
};

struct WebSocketOptions {
  std::size_t max_message_bytes = 1'000'000;
  bool compresses = false;       // permessage-deflate has been agreed on
  Inflater* inflater = nullptr;  // needed if it has; of the loop, shared by its connections
};

class WebSocketSession final : public Session {
 public:
  /// Sends `head` (the answer to the handshake) with the first flush.
  WebSocketSession(Channel& channel, WebSocketOptions options, std::unique_ptr<WebSocketListener> listener,
                   std::string head);

  /// Puts frames behind those that wait; `flush` sends them. Nothing is taken after `close`.
  void queue(Frames frames);
  /// Sends what waits, in as few system calls as it fits; what the socket does not take waits on.
  void flush();
  /// Bytes that the socket has not taken.
  [[nodiscard]] std::size_t unsent() const { return queued_bytes_ + in_flight_; }

  /// Sends what waits and the close frame, waits a while for the peer's, and closes.
  void close(CloseCode code, std::string_view reason = {});
  /// Closes at once and drops what waits: for peers that do not read.
  void abort();

  /// Reads no further until `resume`, so that the peer has to wait.
  void pause();
  void resume();

  [[nodiscard]] bool compresses() const { return options_.compresses; }

  std::size_t on_input(std::string_view bytes) override;
  void on_sent() override;
  void on_drain() override { close(CloseCode::going_away); }
  void on_closed() override;

 private:
  void on_step(FrameReader::Step step);
  void on_message();
  void on_close();
  void queue_control(Opcode opcode, std::string_view payload);
  void finish_if_done();
  void give_up(CloseCode code);
  void tell_closed(CloseCode code);

  Channel& channel_;
  const WebSocketOptions options_;
  const std::unique_ptr<WebSocketListener> listener_;
  FrameReader reader_;
  std::vector<Frames> queue_;
  std::size_t front_offset_ = 0;  // sent of the first
  std::size_t queued_bytes_ = 0;
  std::size_t in_flight_ = 0;  // given to the channel, which has not sent all of it
  bool is_paused_ = false;
  bool has_sent_close_ = false;
  bool has_received_close_ = false;  // or something that nothing sensible can follow
  bool has_told_closed_ = false;
};

}  // namespace vtp::http
