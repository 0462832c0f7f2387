#include "http/server.h"

#include <thread>

#include "base/try.h"
#include "http/server_loop.h"

namespace vtp::http {

Server::Server(ServerOptions options, LoopGroup& loops, const Router& router, const Log& log,
               RequestObserver* observer)
    : options_(std::move(options)),
      loops_(loops),
      lanes_(options_.lanes),
      context_{.router = router,
               .lanes = lanes_,
               .proxies = options_.trusted_proxies,
               .observer = observer,
               .limits = options_.limits,
               .endpoints = options_.endpoints},
      count_(std::make_shared<ConnectionCount>(options_.max_connections)) {
  for (std::size_t i = 0; i < loops.size(); ++i)
    per_loop_.push_back(std::make_unique<ServerLoop>(loops.loop(i), context_, count_, log));
}

Server::~Server() {
  on_every_loop(&ServerLoop::close_all);
  lanes_.stop();
  // Behind what the handlers have posted to the loops.
  for (std::size_t i = 0; i < loops_.size(); ++i) loops_.run_on(i, [&] { per_loop_[i].reset(); });
}

Result<void> Server::start() {
  if (options_.tls) {
    VTP_TRY(tls_, TlsContext::load(*options_.tls));
  } else if (!options_.listen_tls.empty()) {
    return fail(ErrorCode::validation_failed, "Listening with TLS needs a certificate and its key");
  }
  for (const auto& address : options_.listen) VTP_CHECK(listen(address, nullptr));
  for (const auto& address : options_.listen_tls) VTP_CHECK(listen(address, tls_.get()));
  on_every_loop(&ServerLoop::start);
  return {};
}

Result<void> Server::listen(const std::string& address, const TlsContext* tls) {
  std::string actual = address;
  for (std::size_t i = 0; i < per_loop_.size(); ++i) {
    VTP_TRY(auto socket, listen_on(actual));
    actual = socket.address;  // the first socket chooses the port of all
    loops_.run_on(i, [&] { per_loop_[i]->listen(std::move(socket.descriptor), tls); });
  }
  addresses_.push_back(std::move(actual));
  return {};
}

std::size_t Server::connections() const {
  return count_->open();
}

Result<void> Server::reload_certificates() {
  return tls_ ? tls_->reload() : Result<void>();
}

void Server::drain(std::chrono::milliseconds limit) {
  constexpr std::chrono::milliseconds pause{5};
  const auto end = std::chrono::steady_clock::now() + limit;
  on_every_loop(&ServerLoop::stop_accepting);
  on_every_loop(&ServerLoop::drain);
  while (count_->open() > 0 && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(pause);
  on_every_loop(&ServerLoop::close_all);
}

void Server::on_every_loop(void (ServerLoop::*call)()) {
  for (std::size_t i = 0; i < per_loop_.size(); ++i) loops_.run_on(i, [&] { ((*per_loop_[i]).*call)(); });
}

}  // namespace vtp::http
