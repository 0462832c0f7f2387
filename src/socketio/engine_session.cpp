#include "socketio/engine_session.h"

#include <algorithm>
#include <utility>

#include "json/writer.h"
#include "socketio/engine_server.h"
#include "socketio/engine_wire.h"

namespace vtp::socketio {
namespace {

constexpr std::string_view probe = "probe";
constexpr int max_lateness_share = 10;

/// Packets that are the same for everybody.
MessageRef packet_of(EnginePacketType type, std::string_view data = {}) {
  return std::make_shared<const Message>(std::string(1, std::to_underlying(type)).append(data));
}
const MessageRef& ping_packet() {
  static thread_local const auto packet = packet_of(EnginePacketType::ping);
  return packet;
}
const MessageRef& noop_packet() {
  static thread_local const auto packet = packet_of(EnginePacketType::noop);
  return packet;
}
const MessageRef& close_packet() {
  static thread_local const auto packet = packet_of(EnginePacketType::close);
  return packet;
}

std::string open_data(const Token& id, const Options& options, bool can_upgrade) {
  json::Writer data;
  data.begin_object();
  data.key("sid");
  data.value(id.view());
  data.key("upgrades");
  data.begin_array();
  if (can_upgrade) data.value("websocket");
  data.end_array();
  data.key("pingInterval");
  data.value(static_cast<std::int64_t>(options.ping_interval.count()));
  data.key("pingTimeout");
  data.value(static_cast<std::int64_t>(options.ping_timeout.count()));
  data.key("maxPayload");
  data.value(static_cast<std::int64_t>(options.max_payload));
  data.end_object();
  return data.take();
}

/// Is there nobody any more who could read what is left?
bool is_unreachable(DisconnectReason reason) {
  return reason == DisconnectReason::transport_close || reason == DisconnectReason::ping_timeout ||
         reason == DisconnectReason::parse_error || reason == DisconnectReason::slow_reader;
}

}  // namespace

struct EngineSession::Polling {
  Polling(Timers& timers, Timer::Action on_timeout) : timeout(timers, std::move(on_timeout)) {}

  HeldPoll poll;
  std::vector<MessageRef> queue;
  std::size_t queued_bytes = 0;
  EngineWire* candidate = nullptr;  // the WebSocket that wants to take over
  bool is_upgrading = false;        // it has been probed
  Timer timeout;                    // of the upgrade, and of the last poll of a closing session
};

EngineSession::EngineSession(EngineServer& server, EngineWire* wire)
    : server_(server),
      id_(Token::make()),
      last_packet_(server.timers().now()),
      heartbeat_(server.timers(), [this] { on_heartbeat(); }),
      wire_(wire) {
  if (!wire)
    polling_ = std::make_unique<Polling>(server.timers(), [this] {
      abandon_upgrade();
      if (state_ == State::closing) end();
    });
}

EngineSession::~EngineSession() = default;

void EngineSession::open(std::unique_ptr<EngineListener> listener) {
  listener_ = std::move(listener);
  send(packet_of(EnginePacketType::open, open_data(id_, server_.options(), is_polling())));
  heartbeat_.set(server_.options().ping_interval);
}

void EngineSession::send(const MessageRef& message) {
  if (state_ != State::open || has_overflown_) return;
  if (unsent() > server_.options().max_unsent_bytes) {
    flush();  // a turn that sends much is no slow reader
    if (unsent() > server_.options().max_unsent_bytes) has_overflown_ = true;
  }
  if (wire_) {
    wire_->queue(message);
  } else {
    polling_->queue.push_back(message);
    polling_->queued_bytes += message->size();
  }
  server_.mark_dirty(*this);
}

std::size_t EngineSession::unsent() const {
  return wire_ ? wire_->unsent() : polling_ ? polling_->queued_bytes : 0;
}

void EngineSession::flush() {
  if (wire_)
    wire_->flush();
  else if (polling_ && polling_->poll && !polling_->queue.empty())
    answer_poll(nullptr);
  if (has_overflown_) close(DisconnectReason::slow_reader);
}

/// Answers with everything that waits; `if_empty` if nothing does.
void EngineSession::answer_poll(const MessageRef& if_empty) {
  std::string payload;
  for (const auto& message : polling_->queue) message->append_to(payload);
  if (payload.empty() && if_empty) if_empty->append_to(payload);
  polling_->queue.clear();
  polling_->queued_bytes = 0;
  polling_->poll.send(std::move(payload));
}

void EngineSession::on_heartbeat() {
  if (awaits_pong_) return close(DisconnectReason::ping_timeout);
  awaits_pong_ = true;
  send(ping_packet());
  // Counts from when the ping was due, so that a session ends when its client expects it to; but a loop that
  // was held up for long must not take that for the silence of all its clients.
  const auto timeout = server_.options().ping_timeout;
  const auto lateness = std::min(heartbeat_.lateness(), timeout / max_lateness_share);
  pinged_at_ = server_.timers().now() - lateness;
  heartbeat_.set(timeout - lateness);
}

void EngineSession::on_pong() {
  if (!std::exchange(awaits_pong_, false)) return;
  const auto since = std::chrono::floor<std::chrono::milliseconds>(last_packet_ - pinged_at_);
  heartbeat_.set(std::max(server_.options().ping_interval - since, std::chrono::milliseconds(0)));
}

void EngineSession::on_packet(EnginePacketType type, std::string data) {
  last_packet_ = server_.timers().now();
  switch (type) {
    case EnginePacketType::message:
      return listener_->on_text(std::move(data));
    case EnginePacketType::pong:
      return on_pong();
    case EnginePacketType::close:
      return close(DisconnectReason::transport_close);
    case EnginePacketType::open:
    case EnginePacketType::ping:  // the server's to send
      return close(DisconnectReason::parse_error);
    case EnginePacketType::upgrade:
    case EnginePacketType::noop:
      return;
  }
}

void EngineSession::on_poll(HeldPoll poll) {
  if (polling_->poll) {
    poll.refuse(400, 3, "Another request of this session waits already");
    if (state_ == State::closing) return;
    return close(DisconnectReason::parse_error);
  }
  last_packet_ = server_.timers().now();
  polling_->poll = std::move(poll);
  if (state_ == State::closing) return say_farewell();
  if (!polling_->queue.empty() || polling_->is_upgrading) answer_poll(noop_packet());
}

void EngineSession::on_poll_gone() {
  if (!polling_ || !polling_->poll) return;
  polling_->poll = {};
  close(DisconnectReason::transport_close);
}

void EngineSession::on_post(std::string_view body, HeldPoll answer) {
  if (state_ != State::open) return answer.refuse(400, 1, "Session ID unknown");
  auto packets = parse_payload(body);
  if (!packets) {
    answer.refuse(400, 3, "Bad request");
    return close(DisconnectReason::parse_error);
  }
  answer.send("ok");
  for (auto& packet : *packets) {
    if (state_ != State::open) return;
    if (!packet.is_binary) {
      on_packet(packet.type, std::move(packet.data));
      continue;
    }
    last_packet_ = server_.timers().now();
    listener_->on_binary(std::move(packet.data));
  }
}

void EngineSession::on_oversized_post(HeldPoll answer) {
  answer.refuse(413, 3, "The payload is too large");
  close(DisconnectReason::parse_error);
}

bool EngineSession::begin_upgrade(EngineWire& wire) {
  if (state_ != State::open || !polling_ || polling_->candidate) return false;
  polling_->candidate = &wire;
  polling_->timeout.set(server_.options().upgrade_timeout);
  return true;
}

void EngineSession::on_probe_text(std::string_view text) {
  if (!polling_->is_upgrading && text == std::string("2").append(probe)) {
    polling_->is_upgrading = true;
    polling_->candidate->queue(packet_of(EnginePacketType::pong, probe));
    polling_->candidate->flush();
    // The client waits for its pending request to end before it goes on.
    if (polling_->poll) answer_poll(noop_packet());
  } else if (polling_->is_upgrading && text == "5") {
    finish_upgrade();
  } else {
    abandon_upgrade();
  }
}

void EngineSession::finish_upgrade() {
  const auto polling = std::move(polling_);
  polling->timeout.unset();
  wire_ = polling->candidate;
  if (polling->poll) {
    std::string payload;
    noop_packet()->append_to(payload);
    polling->poll.send(std::move(payload));
  }
  for (const auto& message : polling->queue) wire_->queue(message);
  if (state_ == State::closing) return close_transport();
  server_.mark_dirty(*this);
}

/// Polling goes on.
void EngineSession::abandon_upgrade() {
  polling_->timeout.unset();
  polling_->is_upgrading = false;
  if (auto* wire = std::exchange(polling_->candidate, nullptr)) wire->close(DisconnectReason::forced_close);
}

void EngineSession::on_wire_text(EngineWire& wire, std::string text) {
  if (state_ == State::closed) return;
  if (&wire != wire_) return on_probe_text(text);
  if (text.empty() || !parse_packet(text.substr(0, 1))) return close(DisconnectReason::parse_error);
  const auto type = static_cast<EnginePacketType>(text.front());
  text.erase(0, 1);
  on_packet(type, std::move(text));
}

void EngineSession::on_wire_binary(EngineWire& wire, std::string bytes) {
  if (state_ != State::open) return;
  if (&wire != wire_) return abandon_upgrade();
  last_packet_ = server_.timers().now();
  listener_->on_binary(std::move(bytes));
}

void EngineSession::on_wire_closed(EngineWire& wire, bool is_protocol_error) {
  if (&wire == wire_) {
    wire_ = nullptr;
    return close(is_protocol_error ? DisconnectReason::parse_error : DisconnectReason::transport_close);
  }
  if (!polling_ || polling_->candidate != &wire) return;
  polling_->candidate = nullptr;
  abandon_upgrade();
  if (state_ == State::closing) end();
}

void EngineSession::close(DisconnectReason reason) {
  if (state_ != State::open) return;
  state_ = State::closing;
  reason_ = reason;
  heartbeat_.unset();
  listener_->on_close(reason);
  close_transport();
}

void EngineSession::close_transport() {
  const auto reason = reason_;
  if (!polling_) {
    if (auto* wire = std::exchange(wire_, nullptr)) wire->close(reason);
    return end();
  }
  // A client that has probed polls no more: it learns of the end on its WebSocket, once that has taken over.
  if (polling_->is_upgrading && !is_unreachable(reason)) return;
  abandon_upgrade();
  if (!is_unreachable(reason)) {
    if (polling_->poll) return say_farewell();
    // For the next request to fetch the rest.
    if (!polling_->queue.empty()) return polling_->timeout.set(server_.options().upgrade_timeout);
  }
  if (polling_->poll) {
    // A client that said farewell itself needs no other than that its request ends.
    if (reason != DisconnectReason::transport_close) polling_->queue.push_back(close_packet());
    answer_poll(noop_packet());
  }
  end();
}

/// Answers the request that waits with what is left, or with the end. Clients drop what comes in one answer
/// with the end: that is then for the next request to fetch.
void EngineSession::say_farewell() {
  abandon_upgrade();
  if (!polling_->queue.empty()) {
    answer_poll(nullptr);
    polling_->timeout.set(server_.options().upgrade_timeout);
    return;
  }
  answer_poll(close_packet());
  end();
}

void EngineSession::end() {
  state_ = State::closed;
  server_.remove(*this);
}

}  // namespace vtp::socketio
