#include "support/socketio/engine_world.h"

#include <fmt/format.h>

#include "http/url.h"
#include "json/scan.h"
#include "support/http/websocket_client.h"

namespace vtp::socketio {

std::string PendingRequest::body() const {
  std::string text;
  for (const auto& piece : response_->value().body) text += std::get<std::string>(piece);
  return text;
}

std::string PendingRequest::field(std::string_view name) const {
  return std::string(response_->value().headers.get(name));
}

void PendingRequest::abort() {
  on_gone_();
  world_->settle();
}

std::string TestWebSocket::receive() {
  auto frame = http::take_frame(channel.sent);
  switch (frame.first_byte & 0x0F) {
    case 0x1:
      return frame.payload;
    case 0x2:
      return "binary " + frame.payload;
    case 0x8:
      return fmt::format("close {}", static_cast<unsigned char>(frame.payload[0]) * 256 +
                                         static_cast<unsigned char>(frame.payload[1]));
    default:
      return {};
  }
}

void TestWebSocket::send(std::string_view text) {
  (void)session_->on_input(http::masked_frame(0x81, text));
  world_->settle();
}

void TestWebSocket::send_binary(std::string_view bytes) {
  (void)session_->on_input(http::masked_frame(0x82, bytes));
  world_->settle();
}

void TestWebSocket::cut() {
  session_->on_closed();
  world_->settle();
}

void TestWebSocket::read(std::size_t bytes) {
  channel.take(bytes);
  if (channel.waiting.empty()) session_->on_sent();
  world_->settle();
}

EngineWorld::EngineWorld(Options options, EngineServer::Open open)
    : options_(std::move(options)),
      engine_(std::make_unique<EngineServer>(options_, *this, std::move(open))) {}

EngineWorld::~EngineWorld() {
  engine_->close_all(DisconnectReason::server_shutting_down);
  settle();
}

void EngineWorld::settle() {
  while (std::exchange(must_end_turn_, false)) engine_->end_turn();
}

PendingRequest EngineWorld::ask(http::Request request, bool is_too_large) {
  PendingRequest pending;
  pending.world_ = this;
  http::Answerer answerer(
      [](http::Channel::Call call) { call(); },
      [response = pending.response_](http::Response answer) { *response = std::move(answer); },
      [](http::Answerer::Receiver receiver) { receiver(http::DetachedConnection()); });
  pending.on_gone_ = engine_->handle(request, is_too_large, std::move(answerer));
  settle();
  return pending;
}

PendingRequest EngineWorld::get(std::string_view query) {
  return ask({.query = http::parse_query(query).value()});
}

PendingRequest EngineWorld::post(std::string_view query, std::string body, bool is_too_large) {
  return ask(
      {.method = http::Method::post, .query = http::parse_query(query).value(), .body = std::move(body)},
      is_too_large);
}

TestWebSocket* EngineWorld::websocket(std::string_view query, PendingRequest* refusal) {
  http::Request request{.query = http::parse_query(query).value()};
  request.headers.add("Connection", "Upgrade");
  request.headers.add("Upgrade", "websocket");
  request.headers.add("Sec-WebSocket-Version", "13");
  request.headers.add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  const auto before = sockets_.size();
  auto pending = ask(std::move(request));
  if (refusal) *refusal = std::move(pending);
  if (sockets_.size() == before) return nullptr;
  auto& channel = sockets_.back()->channel;
  channel.sent.erase(0, channel.sent.find("\r\n\r\n") + 4);
  return sockets_.back().get();
}

void EngineWorld::open_websocket(http::Answerer answerer, std::string head, http::WebSocketOptions options,
                                 std::unique_ptr<http::WebSocketListener> listener) {
  answerer.take_over([&](std::optional<http::DetachedConnection>) {
    auto socket = std::make_unique<TestWebSocket>();
    socket->world_ = this;
    socket->session_ = std::make_unique<http::WebSocketSession>(socket->channel, options, std::move(listener),
                                                                std::move(head));
    sockets_.push_back(std::move(socket));
  });
}

std::string EngineWorld::open_polling() {
  const auto open_packet = get("EIO=4&transport=polling").body().substr(1);
  const auto members = json::object_members(open_packet).value();
  return json::unquote(members.front().second);
}

void EngineWorld::pass(std::chrono::milliseconds time) {
  const auto end = now_ + time;
  while (true) {
    const auto next = engine_->deadline();
    now_ = next && *next < end ? std::max(*next, now_) : end;
    engine_->in_turn([] {});
    settle();
    if (now_ >= end) return;
  }
}

void EngineWorld::run(Task task) {
  engine_->in_turn(std::move(task));
  settle();
}

}  // namespace vtp::socketio
