#include "socketio/message.h"

#include <utility>

#include "http/websocket_frame.h"
#include "socketio/engine_packet.h"

namespace vtp::socketio {

using http::Opcode;

Message::Message(std::string text, std::vector<std::string> attachments, bool may_compress)
    : text_size_(text.size()), may_compress_(may_compress), attachments_(std::move(attachments)) {
  http::append_frame(frames_, Opcode::text, text);
  text_offset_ = frames_.size() - text_size_;
  for (const auto& bytes : attachments_) http::append_frame(frames_, Opcode::binary, bytes);
}

std::shared_ptr<Message> Message::of_binary(std::string bytes) {
  auto message = std::shared_ptr<Message>(new Message());
  message->has_text_ = false;
  http::append_frame(message->frames_, Opcode::binary, bytes);
  message->attachments_.push_back(std::move(bytes));
  return message;
}

const http::Frames& Message::compressed_frames(http::Deflater& deflater, std::size_t threshold) const {
  if (compressed_) return compressed_;
  std::string frames;
  const auto append = [&](Opcode opcode, std::string_view payload) {
    if (may_compress_ && payload.size() >= threshold)
      http::append_frame(frames, opcode, deflater.compress(payload), true);
    else
      http::append_frame(frames, opcode, payload);
  };
  if (has_text_) append(Opcode::text, std::string_view(frames_).substr(text_offset_, text_size_));
  for (const auto& bytes : attachments_) append(Opcode::binary, bytes);
  compressed_ = std::make_shared<const std::string>(std::move(frames));
  return compressed_;
}

void Message::append_to(std::string& payload) const {
  if (has_text_) append_to_payload(payload, std::string_view(frames_).substr(text_offset_, text_size_));
  for (const auto& bytes : attachments_) append_binary_to_payload(payload, bytes);
}

http::Frames frames_of(const MessageRef& message) {
  return {message, &message->frames()};
}

}  // namespace vtp::socketio
