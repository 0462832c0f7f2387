// A server on a free loopback port with a table of routes that a test fills.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "http/server.h"
#include "support/http/fake_gate.h"

namespace vtp::http {

class TestServer {
 public:
  RouteTable routes;
  FakeGate gate;
  RouterOptions router_options;
  ServerOptions options{.listen = {"127.0.0.1:0"}};
  RequestObserver* observer = nullptr;

  /// After `routes` and options are complete.
  void start() {
    router_options.log = &log_;
    router_ = std::make_unique<Router>(routes, gate, router_options);
    server_ = std::make_unique<Server>(options, loops_, *router_, log_, observer);
    if (auto started = server_->start(); !started) throw std::runtime_error(started.error().message);
  }
  void stop() { server_.reset(); }

  [[nodiscard]] Server& server() { return *server_; }
  [[nodiscard]] const std::string& address(std::size_t index = 0) const {
    return server_->addresses().at(index);
  }

 private:
  NullSink sink_;
  SystemClock clock_;
  Log log_{sink_, clock_};
  LoopGroup loops_{2};
  std::unique_ptr<Router> router_;
  std::unique_ptr<Server> server_;
};

}  // namespace vtp::http
