#include "socketio/client.h"

#include <algorithm>
#include <utility>

#include "json/scan.h"
#include "json/writer.h"
#include "socketio/event_log.h"
#include "socketio/hub.h"
#include "socketio/socket.h"

namespace vtp::socketio {
namespace {

/// What a client that comes back says of its previous socket.
struct Return {
  std::optional<Token> secret;
  std::optional<std::uint64_t> last_seen;
};

Return return_of(std::string_view auth) {
  Return answer;
  const auto members = json::object_members(auth);
  for (const auto& [name, value] : *members) {  // it has been parsed before
    if (!value.starts_with('"')) continue;
    if (name == "pid") answer.secret = Token::parse(json::unquote(value));
    if (name == "offset") answer.last_seen = parse_offset(json::unquote(value));
  }
  return answer;
}

std::string welcome(const Socket& socket, std::optional<Token> secret) {
  json::Writer payload;
  payload.begin_object();
  payload.key("sid");
  payload.value(socket.id().view());
  if (secret) {
    payload.key("pid");
    payload.value(secret->view());
  }
  payload.end_object();
  return payload.take();
}

MessageRef message_of(std::string text) {
  return std::make_shared<const Message>(std::move(text));
}

}  // namespace

Client::Client(Hub& hub, EngineSession& session, Handshake handshake)
    : hub_(hub),
      session_(session),
      handshake_(std::make_shared<const Handshake>(std::move(handshake))),
      self_(std::make_shared<Client*>(this)),
      connect_timer_(hub.engine().timers(), [this] { close(DisconnectReason::forced_close); }) {
  connect_timer_.set(hub.options().connect_timeout);
}

Client::~Client() {
  *self_ = nullptr;
}

void Client::on_text(std::string text) {
  auto packet = incomplete_ ? std::nullopt : parse_socket_packet(text, hub_.options().max_attachments);
  if (!packet) return close(DisconnectReason::parse_error);
  if (packet->is_complete()) return on_packet(*std::move(packet));
  incomplete_ = std::make_unique<Packet>(*std::move(packet));
  attachment_bytes_ = 0;
}

void Client::on_binary(std::string bytes) {
  attachment_bytes_ += bytes.size();
  if (!incomplete_ || attachment_bytes_ > hub_.options().max_payload)
    return close(DisconnectReason::parse_error);
  incomplete_->arguments.attachments.push_back(std::move(bytes));
  if (!incomplete_->is_complete()) return;
  const auto packet = std::exchange(incomplete_, nullptr);
  on_packet(std::move(*packet));
}

void Client::on_close(DisconnectReason reason) {
  *self_ = nullptr;
  connect_timer_.unset();
  incomplete_.reset();
  for (auto* socket : std::exchange(sockets_, {})) socket->on_client_gone(reason);
}

void Client::on_packet(Packet packet) {
  if (packet.type == PacketType::connect) return on_connect(packet);
  auto* socket = find(packet.space);
  switch (packet.type) {
    case PacketType::event:
    case PacketType::binary_event:
      return socket ? socket->on_event(std::move(packet)) : close(DisconnectReason::parse_error);
    case PacketType::ack:
    case PacketType::binary_ack:
      return socket ? socket->on_ack(std::move(packet)) : close(DisconnectReason::parse_error);
    case PacketType::disconnect:
      if (socket) socket->end(DisconnectReason::client_disconnect);
      return;
    case PacketType::connect:
    case PacketType::connect_error:  // not parsed: the server's to send
      return;
  }
}

void Client::on_connect(const Packet& packet) {
  auto* space = hub_.find(packet.space);
  if (!space) return send(message_of(connect_error_text(packet.space, R"({"message":"Invalid namespace"})")));
  if (find(packet.space) || std::ranges::find(attempts_, space) != attempts_.end())
    return close(DisconnectReason::parse_error);
  attempts_.push_back(space);
  auto auth = packet.payload.empty() ? std::string("{}") : packet.payload;
  const auto secret = return_of(auth).secret;
  auto* previous = secret ? space->find_by_secret(*secret) : nullptr;
  ConnectAttempt attempt(hub_.loop(), self_, *space, handshake_, std::move(auth), previous);
  space->tell([&](NamespaceHandler& handler) { handler.on_attempt(std::move(attempt)); });
}

void Client::let_in(Namespace& space, const std::string& auth, bool as_new) {
  settle(space);
  connect_timer_.unset();
  const auto comes_back = as_new ? Return() : return_of(auth);
  auto* previous = comes_back.secret ? space.find_by_secret(*comes_back.secret) : nullptr;
  auto missed = previous ? previous->missed_since(comes_back.last_seen) : std::nullopt;
  auto& socket = missed ? *previous : space.add_socket(*this);
  if (missed) socket.move_to(*this);
  sockets_.push_back(&socket);
  send(message_of(connect_text(space.name(), welcome(socket, socket.secret()))));
  if (!missed) return space.tell([&](NamespaceHandler& handler) { handler.on_connect(socket); });
  for (const auto& message : *missed) send(message);
  space.tell([&](NamespaceHandler& handler) { handler.on_resume(socket); });
}

void Client::refuse(Namespace& space, std::string_view payload, bool closes_transport) {
  settle(space);
  send(message_of(connect_error_text(space.name(), payload)));
  if (closes_transport) close(DisconnectReason::forced_close);
}

void Client::settle(Namespace& space) {
  std::erase(attempts_, &space);
}

Socket* Client::find(std::string_view space) const {
  const auto found = std::ranges::find(
      sockets_, space, [](const Socket* socket) -> std::string_view { return socket->space().name(); });
  return found == sockets_.end() ? nullptr : *found;
}

void Client::remove(Socket& socket) {
  std::erase(sockets_, &socket);
  if (sockets_.empty() && session_.is_open()) connect_timer_.set(hub_.options().connect_timeout);
}

}  // namespace vtp::socketio
