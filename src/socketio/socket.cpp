#include "socketio/socket.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "socketio/client.h"
#include "socketio/event_log.h"
#include "socketio/hub.h"
#include "socketio/namespace.h"

namespace vtp::socketio {
namespace {

/// After these the client may come back as if nothing had happened.
bool is_recoverable(DisconnectReason reason) {
  return reason == DisconnectReason::transport_close || reason == DisconnectReason::ping_timeout;
}

}  // namespace

struct Socket::Acks {
  struct Pending {
    Pending(Timers& timers, Timer::Action on_timeout, OnAnswer answer)
        : timer(timers, std::move(on_timeout)), on_answer(std::move(answer)) {}
    Timer timer;
    OnAnswer on_answer;
  };
  std::uint64_t last_id = 0;
  std::unordered_map<std::uint64_t, std::shared_ptr<Pending>> pending;
};

struct Socket::Recoverable {
  Recoverable(const Recovery& limits, Timers& timers, Timer::Action on_expiry)
      : log(limits.max_events, limits.max_bytes), expiry(timers, std::move(on_expiry)) {}

  const Token secret = Token::make();
  EventLog log;
  Timer expiry;                                                 // runs while suspended
  DisconnectReason reason = DisconnectReason::transport_close;  // of the suspension
  TimePoint last_packet;                                        // before it
};

Socket::Socket(Namespace& space, Client& client) : space_(space), client_(&client), id_(Token::make()) {
  const auto& recovery = space.options().recovery;
  if (recovery)
    recoverable_ = std::make_unique<Recoverable>(*recovery, space.engine().timers(),
                                                 [this] { end(recoverable_->reason); });
}

Socket::~Socket() = default;

std::optional<Token> Socket::secret() const {
  return recoverable_ ? std::optional(recoverable_->secret) : std::nullopt;
}

std::chrono::milliseconds Socket::silence() const {
  const auto last_packet = client_ ? client_->last_packet() : recoverable_->last_packet;
  return std::chrono::floor<std::chrono::milliseconds>(space_.engine().timers().now() - last_packet);
}

void Socket::emit(std::string_view event, const Arguments& arguments, EmitOptions options) {
  if (has_ended_) return;
  std::uint64_t offset = 0;
  const auto message = space_.encode(event, arguments, options, offset);
  deliver(message, offset, options.is_volatile);
}

void Socket::deliver(const MessageRef& message, std::uint64_t offset, bool is_volatile) {
  if (recoverable_ && offset != 0) recoverable_->log.add(offset, message);
  if (!client_) return;
  if (is_volatile && client_->unsent() > space_.options().volatile_pause_bytes) return;
  client_->send(message);
}

void Socket::emit_with_ack(std::string_view event, const Arguments& arguments,
                           std::chrono::milliseconds timeout, OnAnswer on_answer) {
  if (!client_) return on_answer(std::unexpected(AckFailure::disconnected));
  if (!acks_) acks_ = std::make_unique<Acks>();
  const auto id = acks_->last_id++;
  auto pending = std::make_shared<Acks::Pending>(
      space_.engine().timers(), [this, id] { answer(id, std::unexpected(AckFailure::timed_out)); },
      std::move(on_answer));
  pending->timer.set(timeout);
  acks_->pending.emplace(id, std::move(pending));
  client_->send(std::make_shared<const Message>(event_text(space_.name(), event, arguments, id),
                                                arguments.attachments));
}

void Socket::answer(std::uint64_t id, AckResult result) {
  if (!acks_) return;
  const auto found = acks_->pending.find(id);
  if (found == acks_->pending.end()) return;  // too late, or never asked for
  const auto pending = std::move(found->second);
  acks_->pending.erase(found);
  space_.engine().bury(pending);  // its timer may be what calls us
  space_.engine().guarded([&] { pending->on_answer(std::move(result)); });
}

void Socket::fail_acks() {
  if (!acks_) return;
  std::vector<std::uint64_t> ids;
  for (const auto& [id, pending] : acks_->pending) ids.push_back(id);
  for (const auto id : ids) answer(id, std::unexpected(AckFailure::disconnected));
}

void Socket::on_event(Packet packet) {
  Event event{.name = std::move(packet.event), .arguments = std::move(packet.arguments)};
  if (packet.id) event.ack.emplace(space_.loop(), space_, id_, *packet.id);
  space_.tell([&](NamespaceHandler& handler) { handler.on_event(*this, std::move(event)); });
}

void Socket::on_ack(Packet packet) {
  answer(*packet.id, std::move(packet.arguments));
}

void Socket::join(std::string_view room) {
  if (!has_ended_ && !is_in(room)) rooms_.push_back(&space_.join(room, *this));
}

void Socket::leave(std::string_view room) {
  const auto found = std::ranges::find(rooms_, room, &Room::name);
  if (found == rooms_.end()) return;
  auto& left = **found;
  rooms_.erase(found);
  space_.leave(left, *this);
}

bool Socket::is_in(std::string_view room) const {
  return std::ranges::find(rooms_, room, &Room::name) != rooms_.end();
}

void Socket::disconnect(bool closes_transport) {
  auto* const client = client_;
  if (client) client->send(std::make_shared<const Message>(disconnect_text(space_.name())));
  end(DisconnectReason::server_disconnect);
  if (client && closes_transport) client->close(DisconnectReason::forced_close);
}

void Socket::on_client_gone(DisconnectReason reason) {
  const auto last_packet = client_->last_packet();
  client_ = nullptr;
  if (!recoverable_ || !is_recoverable(reason)) return end(reason);
  recoverable_->last_packet = last_packet;
  recoverable_->reason = reason;
  const auto left = space_.options().recovery->window - silence();
  recoverable_->expiry.set(std::max(left, std::chrono::milliseconds(0)));
  fail_acks();
  space_.tell([&](NamespaceHandler& handler) { handler.on_suspend(*this, reason); });
}

std::optional<std::vector<MessageRef>> Socket::missed_since(std::optional<std::uint64_t> last_seen) const {
  return recoverable_ ? recoverable_->log.since(last_seen) : std::nullopt;
}

void Socket::move_to(Client& client) {
  if (auto* old = client_) {  // its transport is dead, and nobody has noticed yet
    old->remove(*this);
    on_client_gone(DisconnectReason::transport_close);
    old->close(DisconnectReason::forced_close);
  }
  recoverable_->expiry.unset();
  client_ = &client;
}

void Socket::end(DisconnectReason reason) {
  if (std::exchange(has_ended_, true)) return;
  if (auto* client = std::exchange(client_, nullptr)) client->remove(*this);
  if (recoverable_) recoverable_->expiry.unset();
  fail_acks();
  for (auto* room : std::exchange(rooms_, {})) space_.leave(*room, *this);
  space_.remove_socket(*this);
  space_.tell([&](NamespaceHandler& handler) { handler.on_disconnect(*this, reason); });
}

}  // namespace vtp::socketio
