#include "socketio/engine_wire.h"

#include <utility>

#include "socketio/engine_server.h"

namespace vtp::socketio {
namespace {

http::CloseCode code_of(DisconnectReason reason) {
  switch (reason) {
    case DisconnectReason::parse_error:
      return http::CloseCode::policy_violation;
    case DisconnectReason::server_shutting_down:
      return http::CloseCode::going_away;
    default:
      return http::CloseCode::normal;
  }
}

}  // namespace

void EngineWire::queue(const MessageRef& message) {
  socket_->queue(socket_->compresses()
                     ? message->compressed_frames(server_.deflater(), server_.options().compression_threshold)
                     : frames_of(message));
}

void EngineWire::close(DisconnectReason reason) {
  session_ = nullptr;
  if (reason == DisconnectReason::slow_reader || reason == DisconnectReason::ping_timeout)
    socket_->abort();  // it would not read our farewell either
  else
    socket_->close(code_of(reason), to_text(reason));
}

void EngineWire::on_open(http::WebSocketSession& socket) {
  socket_ = &socket;
  server_.in_turn([this] {
    const auto purpose = std::move(purpose_);
    if (auto* handshake = std::get_if<Handshake>(purpose.get())) {
      session_ = server_.open_session(this, std::move(*handshake));
    } else {
      auto* session = server_.find(std::get<Token>(*purpose));
      if (session && session->begin_upgrade(*this)) session_ = session;
      // Not refused before: browsers would call that an error of the connection, not its end.
      if (!session_) socket_->close(http::CloseCode::normal);
    }
    socket_->flush();
  });
}

void EngineWire::on_text(std::string text) {
  server_.in_turn([&] {
    if (session_) session_->on_wire_text(*this, std::move(text));
  });
}

void EngineWire::on_binary(std::string bytes) {
  server_.in_turn([&] {
    if (session_) session_->on_wire_binary(*this, std::move(bytes));
  });
}

void EngineWire::on_closed(http::CloseCode code) {
  const bool is_protocol_error = code == http::CloseCode::protocol_error ||
                                 code == http::CloseCode::invalid_data || code == http::CloseCode::too_big;
  server_.in_turn([&] {
    if (auto* session = std::exchange(session_, nullptr)) session->on_wire_closed(*this, is_protocol_error);
  });
}

}  // namespace vtp::socketio
