#include "app/realtime.h"

#include <utility>

namespace vtp::app {
namespace {

constexpr std::chrono::seconds look_at_clock_every{1};
// What other processes have revoked ends here within 30 s (api.md section 2.1).
constexpr std::chrono::seconds recheck_every{20};
constexpr std::chrono::seconds reconnect_after{2};
constexpr std::chrono::seconds farewell_time{2};  // for clients that poll to hear of it

WorkerPoolOptions pool_options() {
  return {.name = "socket-door", .threads = 2, .queue = 10'000};
}

/// The JSON of the one argument that an event has; empty, which no room takes, if it has not exactly one, or
/// attachments.
std::string payload_of(socketio::Event& event) {
  auto& arguments = event.arguments;
  if (arguments.values.size() != 1 || !arguments.attachments.empty()) return {};
  return std::move(arguments.values.front());
}

classroom::Acknowledge acknowledge_of(socketio::Event& event) {
  if (!event.ack) return {};
  return [ack = *std::move(event.ack)](std::string answer) mutable { ack.send(std::move(answer)); };
}

}  // namespace

Realtime::Realtime(RealtimeParts parts, socketio::Options options)
    : clock_(parts.clock),
      metrics_(parts.metrics),
      server_(std::move(options), loops_.loop(0), parts.log),
      connections_(server_, server_.add_namespace("/", *this), registry_, metrics_),
      pool_(pool_options()),
      door_({.server = server_,
             .registry = registry_,
             .authenticator = parts.accounts.authenticator(),
             .limiter = parts.accounts.limiter(),
             .limits_rates = parts.accounts.settings().limits.enabled,
             .pool = pool_,
             .metrics = metrics_}),
      watch_({.server = server_,
              .registry = registry_,
              .connections = connections_,
              .authenticator = parts.accounts.authenticator(),
              .pool = pool_,
              .clock = parts.clock}) {
  parts.accounts.cache().on_change([this](UserId user) { watch_.recheck(user); });
}

Realtime::~Realtime() {
  shut_down();
}

void Realtime::start(classroom::Signalling& signalling) {
  server_.run([this, &signalling] { signalling_ = &signalling; });
  expiry_ = std::make_unique<Periodic>(look_at_clock_every,
                                       [this] { server_.run([this] { watch_.look_at_clock(); }); });
  rechecks_ =
      std::make_unique<Periodic>(recheck_every, [this] { server_.run([this] { watch_.recheck_all(); }); });
}

void Realtime::shut_down() {
  if (std::exchange(is_shut_down_, true)) return;
  expiry_.reset();
  rechecks_.reset();
  server_.run([this] {
    if (signalling_ != nullptr) signalling_->announce_draining(reconnect_after);
  });
  server_.endpoint().shut_down();
  server_.endpoint().wait_for_last(farewell_time);
  pool_.stop();
}

void Realtime::on_attempt(socketio::ConnectAttempt attempt) {
  if (signalling_ == nullptr) return door_.refuse_for_now(attempt);
  door_.knock(std::move(attempt));
}

void Realtime::on_connect(socketio::Socket& socket) {
  const auto& client = registry_.add(socket, door_.credential());
  signalling_->open(client.id, client.credential.identity, socket.id().text());
}

void Realtime::on_event(socketio::Socket& socket, socketio::Event event) {
  metrics_.events_received.add();
  auto payload = payload_of(event);
  auto acknowledge = acknowledge_of(event);
  if (event.name == "auth-refresh") return watch_.refresh(socket, payload, std::move(acknowledge));
  signalling_->handle(client_of(socket).id, std::move(event.name), std::move(payload),
                      std::move(acknowledge));
}

void Realtime::on_suspend(socketio::Socket& socket, socketio::DisconnectReason) {
  signalling_->lost(client_of(socket).id, clock_.now() - socket.silence());
}

void Realtime::on_resume(socketio::Socket& socket) {
  auto& client = client_of(socket);
  client.credential = door_.credential();
  client.was_warned = false;
  signalling_->recovered(client.id);
}

void Realtime::on_disconnect(socketio::Socket& socket, socketio::DisconnectReason reason) {
  const auto& client = client_of(socket);
  const bool by_client = reason == socketio::DisconnectReason::client_disconnect || client.was_revoked;
  registry_.remove(socket);
  metrics_.ended(reason);
  signalling_->closed(client.id, by_client);
}

}  // namespace vtp::app
