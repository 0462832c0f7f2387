#include "http/server_loop.h"

#include <cstring>
#include <utility>

namespace vtp::http {
namespace {

/// Without descriptors or memory, accepting again at once would only burn the processor.
constexpr std::chrono::milliseconds accept_pause{100};

/// New connections that one turn takes before the loop looks after the others.
constexpr int accepted_at_once = 64;

}  // namespace

ServerLoop::ServerLoop(boost::asio::io_context& context, const SessionContext& session_context,
                       std::shared_ptr<ConnectionCount> count, const Log& log)
    : io_(context),
      session_context_(session_context),
      count_(std::move(count)),
      log_(log),
      accept_timer_(context),
      connections_(context) {}

void ServerLoop::listen(OwnedDescriptor socket, const TlsContext* tls) {
  listeners_.push_back(std::make_unique<Listener>(
      Listener{.socket = boost::asio::posix::stream_descriptor(io_, socket.release()), .tls = tls}));
}

void ServerLoop::start() {
  for (auto& listener : listeners_) wait_for_connections(*listener);
  connections_.start();
}

void ServerLoop::wait_for_connections(Listener& listener) {
  listener.socket.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                             [this, &listener](boost::system::error_code error) {
                               if (!error) accept_waiting(listener);
                             });
}

void ServerLoop::accept_waiting(Listener& listener) {
  for (int i = 0; i < accepted_at_once; ++i) {
    auto accepted = accept_from(listener.socket.native_handle());
    if (accepted.descriptor.get() >= 0) {
      open(std::move(accepted), listener.tls);
      continue;
    }
    if (accepted.error == EMFILE || accepted.error == ENFILE || accepted.error == ENOBUFS ||
        accepted.error == ENOMEM)
      return pause_accepting(listener, accepted.error);
    break;  // none waits, or the one that did is gone
  }
  wait_for_connections(listener);
}

void ServerLoop::pause_accepting(Listener& listener, int error) {
  log_.error("Cannot accept connections", {{"cause", std::strerror(error)}});
  accept_timer_.expires_after(accept_pause);
  accept_timer_.async_wait([this, &listener](boost::system::error_code failed) {
    if (!failed) wait_for_connections(listener);
  });
}

void ServerLoop::open(Accepted accepted, const TlsContext* tls) {
  auto slot = ConnectionCount::take(count_);
  if (!slot) return;  // closed at once: there is no answer that costs nothing
  const int socket = accepted.descriptor.get();
  auto transport = tls ? tls->accept(socket) : plain_transport(socket);
  if (!transport) return;
  connections_.add({.socket = std::move(accepted.descriptor),
                    .transport = std::move(transport),
                    .input = {},
                    .slot = std::move(slot)},
                   [&](Channel& channel) {
                     return std::make_unique<Http1Session>(
                         channel, session_context_,
                         Peer{.address = std::move(accepted.peer), .is_tls = tls != nullptr});
                   });
}

void ServerLoop::stop_accepting() {
  boost::system::error_code ignored;
  for (auto& listener : listeners_) listener->socket.close(ignored);
  accept_timer_.cancel();
}

void ServerLoop::close_all() {
  stop_accepting();
  connections_.close_all();
}

}  // namespace vtp::http
