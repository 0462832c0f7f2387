#include "http/websocket_session.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace vtp::http {
namespace {

/// How long a peer may take to answer our close frame.
constexpr std::chrono::seconds close_time{5};

/// Given to the socket at a time: several small messages in one system call, large ones in pieces.
constexpr std::size_t chunk_bytes = 64UL * 1024;

/// Pongs are sent while no more than this waits.
constexpr std::size_t max_unsent_for_pongs = 64UL * 1024;

/// Queues that were longer once give their memory back when they are empty.
constexpr std::size_t kept_capacity = 4;

/// One for each loop: connections hold no buffer of their own between turns.
std::string& chunk_buffer() {
  static thread_local std::string buffer = [] {
    std::string reserved;
    reserved.reserve(chunk_bytes);
    return reserved;
  }();
  buffer.clear();
  return buffer;
}

}  // namespace

WebSocketSession::WebSocketSession(Channel& channel, WebSocketOptions options,
                                   std::unique_ptr<WebSocketListener> listener, std::string head)
    : channel_(channel),
      options_(options),
      listener_(std::move(listener)),
      reader_({.max_message_bytes = options.max_message_bytes, .allows_compression = options.compresses}) {
  channel_.set_time_limit({});
  queue(std::make_shared<const std::string>(std::move(head)));
  listener_->on_open(*this);
}

void WebSocketSession::queue(Frames frames) {
  if (has_sent_close_) return;
  queued_bytes_ += frames->size();
  queue_.push_back(std::move(frames));
}

void WebSocketSession::queue_control(Opcode opcode, std::string_view payload) {
  std::string frame;
  append_frame(frame, opcode, payload);
  queue(std::make_shared<const std::string>(std::move(frame)));
}

void WebSocketSession::flush() {
  std::size_t done = 0;  // messages that are wholly sent
  while (in_flight_ == 0 && done < queue_.size()) {
    auto& chunk = chunk_buffer();
    while (done < queue_.size() && chunk.size() < chunk_bytes) {
      const auto rest = std::string_view(*queue_[done]).substr(front_offset_, chunk_bytes - chunk.size());
      chunk += rest;
      front_offset_ += rest.size();
      if (front_offset_ < queue_[done]->size()) break;
      front_offset_ = 0;
      ++done;
    }
    queued_bytes_ -= chunk.size();
    in_flight_ = chunk.size();
    if (channel_.send(std::string_view(chunk))) in_flight_ = 0;
  }
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(done));
  if (queue_.empty() && queue_.capacity() > kept_capacity) std::vector<Frames>().swap(queue_);
  finish_if_done();
}

void WebSocketSession::on_sent() {
  in_flight_ = 0;
  flush();
}

void WebSocketSession::close(CloseCode code, std::string_view reason) {
  if (has_sent_close_) return;
  queue_control(Opcode::close, close_payload(code, reason));
  has_sent_close_ = true;
  channel_.set_time_limit(close_time);
  flush();
  if (is_paused_) resume();  // to see the peer's close frame
}

/// The closing handshake is complete when both have said so.
void WebSocketSession::finish_if_done() {
  if (has_sent_close_ && has_received_close_ && unsent() == 0) channel_.finish();
}

void WebSocketSession::abort() {
  has_sent_close_ = true;
  queue_.clear();
  queued_bytes_ = 0;
  channel_.abort();
}

void WebSocketSession::pause() {
  is_paused_ = true;
  channel_.pause_input();
}

void WebSocketSession::resume() {
  is_paused_ = false;
  channel_.resume_input();
}

std::size_t WebSocketSession::on_input(std::string_view bytes) {
  const auto shown = bytes.size();
  while (!has_received_close_ && !is_paused_) {
    const auto step = reader_.read(bytes);
    if (step == FrameReader::Step::need_more) break;
    on_step(step);
  }
  if (has_received_close_) bytes = {};
  return shown - bytes.size();
}

void WebSocketSession::on_step(FrameReader::Step step) {
  switch (step) {
    case FrameReader::Step::message:
      if (!has_sent_close_) return on_message();
      (void)reader_.take_message();
      return;
    case FrameReader::Step::ping:
      // Whoever does not read gets no more of them.
      if (unsent() < max_unsent_for_pongs) queue_control(Opcode::pong, reader_.control_payload());
      return flush();
    case FrameReader::Step::pong:
    case FrameReader::Step::need_more:
      return;
    case FrameReader::Step::close:
      return on_close();
    case FrameReader::Step::failed:
      return give_up(reader_.close_code());
  }
}

/// What was received makes no sense, and nothing that follows could.
void WebSocketSession::give_up(CloseCode code) {
  has_received_close_ = true;
  close(code);
  tell_closed(code);
}

void WebSocketSession::tell_closed(CloseCode code) {
  if (!std::exchange(has_told_closed_, true)) listener_->on_closed(code);
}

void WebSocketSession::on_message() {
  auto message = reader_.take_message();
  if (reader_.is_compressed()) {
    auto restored = options_.inflater->restore(message, options_.max_message_bytes);
    if (!restored)
      return give_up(restored.error() == Inflater::Failure::too_big ? CloseCode::too_big
                                                                    : CloseCode::invalid_data);
    if (reader_.is_text() && !is_utf8(*restored)) return give_up(CloseCode::invalid_data);
    message = *std::move(restored);
  }
  if (reader_.is_text())
    listener_->on_text(std::move(message));
  else
    listener_->on_binary(std::move(message));
}

void WebSocketSession::on_close() {
  has_received_close_ = true;
  if (has_sent_close_)
    finish_if_done();
  else
    close(reader_.close_code());
  tell_closed(reader_.close_code());
}

void WebSocketSession::on_closed() {
  tell_closed(CloseCode::abnormal);
}

}  // namespace vtp::http
