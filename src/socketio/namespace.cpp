#include "socketio/namespace.h"

#include <algorithm>
#include <utility>

#include "socketio/client.h"
#include "socketio/event_log.h"
#include "socketio/hub.h"

namespace vtp::socketio {

Broadcast& Broadcast::to(std::string_view room) {
  rooms_.emplace_back(room);
  return *this;
}

Broadcast& Broadcast::except(std::string_view room) {
  exceptions_.emplace_back(room);
  return *this;
}

void Broadcast::emit(std::string_view event, Arguments arguments, EmitOptions options) const {
  auto& loop = space_->loop();
  if (loop.is_here()) return space_->deliver(*this, event, arguments, options);
  loop.run([broadcast = *this, event = std::string(event), arguments = std::move(arguments), options] {
    broadcast.space_->deliver(broadcast, event, arguments, options);
  });
}

Namespace::Namespace(Hub& hub, std::string name, NamespaceHandler& handler)
    : hub_(hub), name_(std::move(name)), handler_(handler) {}

Namespace::~Namespace() = default;

const Options& Namespace::options() const {
  return hub_.options();
}
EngineServer& Namespace::engine() const {
  return hub_.engine();
}
Loop& Namespace::loop() const {
  return hub_.loop();
}

void Namespace::tell(const std::function<void(NamespaceHandler&)>& call) {
  engine().guarded([&] { call(handler_); });
}

Socket* Namespace::find(const Token& id) const {
  const auto found = sockets_.find(id);
  return found == sockets_.end() ? nullptr : found->second.get();
}

Socket* Namespace::find_by_secret(const Token& secret) const {
  const auto found = by_secret_.find(secret);
  return found == by_secret_.end() ? nullptr : found->second;
}

const std::vector<Socket*>& Namespace::members(std::string_view room) const {
  static const std::vector<Socket*> nobody;
  const auto found = rooms_.find(room);
  return found == rooms_.end() ? nobody : found->second.members;
}

Socket& Namespace::add_socket(Client& client) {
  auto owned = std::make_unique<Socket>(*this, client);
  auto& socket = *owned;
  if (const auto secret = socket.secret()) by_secret_.emplace(*secret, &socket);
  sockets_.emplace(socket.id(), std::move(owned));
  return socket;
}

void Namespace::remove_socket(Socket& socket) {
  if (const auto secret = socket.secret()) by_secret_.erase(*secret);
  const auto found = sockets_.find(socket.id());
  engine().bury(std::shared_ptr<Socket>(std::move(found->second)));
  sockets_.erase(found);
}

Room& Namespace::join(std::string_view room, Socket& socket) {
  auto found = rooms_.find(room);
  if (found == rooms_.end()) {
    found = rooms_.emplace(std::string(room), Room()).first;
    found->second.name = found->first;
  }
  found->second.members.push_back(&socket);
  return found->second;
}

void Namespace::leave(Room& room, Socket& socket) {
  auto& members = room.members;
  *std::ranges::find(members, &socket) = members.back();
  members.pop_back();
  if (members.empty()) rooms_.erase(rooms_.find(room.name));
}

MessageRef Namespace::encode(std::string_view event, const Arguments& arguments, EmitOptions options,
                             std::uint64_t& offset) {
  offset = this->options().recovery && !options.is_volatile ? ++last_offset_ : 0;
  return std::make_shared<const Message>(
      event_text(name_, event, arguments, {}, offset == 0 ? std::string() : offset_text(offset)),
      arguments.attachments, options.may_compress);
}

template <class Call>
void Namespace::for_each(std::string_view room, Call call) const {
  const auto found = rooms_.find(room);
  if (found != rooms_.end()) {
    for (auto* member : found->second.members) call(*member);
  } else if (const auto id = Token::parse(room)) {
    if (auto* socket = find(*id)) call(*socket);
  }
}

void Namespace::deliver(const Broadcast& broadcast, std::string_view event, const Arguments& arguments,
                        EmitOptions options) {
  std::uint64_t offset = 0;
  const auto message = encode(event, arguments, options, offset);
  const auto mark = ++last_mark_;
  for (const auto& room : broadcast.exceptions_) for_each(room, [&](Socket& socket) { socket.mark_ = mark; });
  const auto give = [&](Socket& socket) {
    if (std::exchange(socket.mark_, mark) != mark) socket.deliver(message, offset, options.is_volatile);
  };
  for (const auto& room : broadcast.rooms_) for_each(room, give);
  if (!broadcast.rooms_.empty()) return;
  for (const auto& [id, socket] : sockets_) give(*socket);
}

void Namespace::emit(std::span<Socket* const> sockets, std::string_view event, const Arguments& arguments,
                     EmitOptions options) {
  if (sockets.empty()) return;
  std::uint64_t offset = 0;
  const auto message = encode(event, arguments, options, offset);
  for (auto* socket : sockets) socket->deliver(message, offset, options.is_volatile);
}

void Namespace::send_ack(const Token& socket, std::uint64_t id, const Arguments& arguments) {
  auto* found = find(socket);
  if (!found || !found->client_) return;
  found->client_->send(
      std::make_shared<const Message>(ack_text(name_, id, arguments), arguments.attachments));
}

}  // namespace vtp::socketio
