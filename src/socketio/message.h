// What is sent to clients: encoded once, shared by all who get it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/deflate.h"
#include "http/websocket_session.h"

namespace vtp::socketio {

/// One text packet of Engine.IO with the binary packets that follow it, in the forms in which transports
/// carry them. Each form is made when it is first asked for. After that, to be used on one loop.
class Message {
 public:
  /// `text` is the whole packet, with its type.
  explicit Message(std::string text, std::vector<std::string> attachments = {}, bool may_compress = true);
  /// A binary packet alone.
  static std::shared_ptr<Message> of_binary(std::string bytes);

  /// WebSocket frames.
  [[nodiscard]] const std::string& frames() const { return frames_; }
  /// The same, compressed; as they are if `threshold` is not reached or it must not be.
  [[nodiscard]] const http::Frames& compressed_frames(http::Deflater& deflater, std::size_t threshold) const;
  /// Appends the packets to the body of a GET's answer.
  void append_to(std::string& payload) const;

  /// About what it takes on any transport.
  [[nodiscard]] std::size_t size() const { return frames_.size(); }

 private:
  Message() = default;

  std::string frames_;
  std::size_t text_offset_ = 0;  // of the text packet in the frames
  std::size_t text_size_ = 0;
  bool has_text_ = true;
  bool may_compress_ = true;
  std::vector<std::string> attachments_;
  mutable http::Frames compressed_;
};

using MessageRef = std::shared_ptr<const Message>;

/// The frames of a message, sharing its memory.
http::Frames frames_of(const MessageRef& message);

}  // namespace vtp::socketio
