#include "support/app/socket_world.h"

#include <future>
#include <latch>
#include <utility>

#include "json/scan.h"
#include "support/http/websocket_client.h"

namespace vtp::testing {
namespace {

std::string member(std::string_view object, std::string_view name) {
  const auto members = json::object_members(object);
  if (!members) return {};
  for (const auto& [key, value] : *members)
    if (key == name) return value.starts_with('"') ? json::unquote(value) : std::string(value);
  return {};
}

}  // namespace

SocketPeer::SocketPeer(const std::string& address, std::string_view fields) : raw_(address) {
  raw_.send(http::websocket_request("/socket.io/?EIO=4&transport=websocket", fields));
  if (const auto answer = raw_.receive(false); answer && answer->status == 101) receive();
}

void SocketPeer::send(std::string_view packet) {
  raw_.send(http::masked_frame(0x81, packet));
}

std::string SocketPeer::receive() {
  while (true) {
    auto frame = http::take_frame(bytes_);
    if (frame.first_byte == 0x81) return std::move(frame.payload);
    if (frame.first_byte != 0) return "closed";
    const auto more = raw_.receive_some();
    if (more.empty()) return "closed";
    bytes_ += more;
  }
}

std::string SocketPeer::wait_for(std::string_view beginning) {
  while (true) {
    auto packet = receive();
    if (packet.starts_with(beginning) || packet == "closed") return packet;
  }
}

std::string SocketPeer::enter(std::string_view auth) {
  send("40" + std::string(auth));
  return receive();
}

SocketWorld::SocketWorld(WorkerPoolOptions pool)
    : server_(options(), loops_.loop(0), log_),
      connections_(server_, server_.add_namespace("/", *this), registry_, realtime_metrics_),
      pool_(pool),
      door_({.server = server_,
             .registry = registry_,
             .authenticator = accounts().authenticator(),
             .limiter = accounts().limiter(),
             .limits_rates = true,
             .pool = pool_,
             .metrics = realtime_metrics_}) {
  http_.options.endpoints = {&server_.endpoint()};
  http_.start();
}

SocketWorld::~SocketWorld() {
  server_.endpoint().shut_down();
  http_.stop();
  pool_.stop();
  server_.endpoint().stop();
}

socketio::Options SocketWorld::options() {
  socketio::Options options;
  options.recovery.emplace();
  return options;
}

std::unique_ptr<SocketPeer> SocketWorld::enter(const Person& who) {
  auto peer = std::make_unique<SocketPeer>(http_.address());
  const auto answer = peer->enter(auth(who.token));
  EXPECT_TRUE(answer.starts_with("40{")) << answer;
  return peer;
}

std::string SocketWorld::knock(std::string_view auth, std::string_view fields) {
  SocketPeer peer(http_.address(), fields);
  const auto answer = peer.enter(auth);
  if (answer.starts_with("40{")) return "in";
  if (!answer.starts_with("44{")) return answer;
  EXPECT_TRUE(peer.is_closed());
  return member(member(answer.substr(2), "data"), "code");
}

void SocketWorld::on_loop(const std::function<void()>& call) {
  std::promise<void> done;
  server_.run([&] {
    call();
    done.set_value();
  });
  done.get_future().wait();
}

/// Each thread of the pool has to come to the latch: whatever it had to do before is done then.
void SocketWorld::settle() {
  constexpr int threads = 2;
  const auto all = std::make_shared<std::latch>(threads);  // its last waiter may be one of them
  for (int i = 0; i < threads; ++i) EXPECT_TRUE(pool_.try_submit([all] { all->arrive_and_wait(); }));
  all->wait();
  on_loop([] {});
}

std::vector<std::string> SocketWorld::happened() {
  const std::scoped_lock lock(mutex_);
  return happened_;
}

void SocketWorld::note(std::string what) {
  const std::scoped_lock lock(mutex_);
  happened_.push_back(std::move(what));
}

void SocketWorld::on_attempt(socketio::ConnectAttempt attempt) {
  if (!is_open) return door_.refuse_for_now(attempt);
  door_.knock(std::move(attempt));
}

void SocketWorld::on_connect(socketio::Socket& socket) {
  registry_.add(socket, door_.credential());
  note("connect");
}

void SocketWorld::on_event(socketio::Socket& socket, socketio::Event event) {
  if (on_heard) on_heard(socket, event);
}

void SocketWorld::on_suspend(socketio::Socket&, socketio::DisconnectReason reason) {
  note("suspend " + std::string(to_text(reason)));
}

void SocketWorld::on_resume(socketio::Socket& socket) {
  app::client_of(socket).credential = door_.credential();
  note("resume");
}

void SocketWorld::on_disconnect(socketio::Socket& socket, socketio::DisconnectReason reason) {
  registry_.remove(socket);
  note("disconnect " + std::string(to_text(reason)));
}

}  // namespace vtp::testing
