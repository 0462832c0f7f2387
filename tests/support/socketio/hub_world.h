// A Socket.IO server without sockets and clock, and an application that notes what it is told.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "json/scan.h"
#include "socketio/hub.h"
#include "support/socketio/engine_world.h"

namespace vtp::socketio {

inline constexpr auto websocket = "EIO=4&transport=websocket";

/// A text in an object; empty if it is not there.
inline std::string member(std::string_view object, std::string_view name) {
  for (const auto members = json::object_members(object).value(); const auto& [key, value] : members)
    if (key == name) return json::unquote(value);
  return {};
}

/// Notes what happens, and does what a test tells it to.
class Application final : public NamespaceHandler {
 public:
  void on_attempt(ConnectAttempt attempt) override {
    if (decide) return decide(std::move(attempt));
    attempt.accept();
  }
  void on_connect(Socket& socket) override {
    last = &socket;
    said.push_back("connect");
  }
  void on_event(Socket& socket, Event event) override {
    if (event.name == "throw") throw std::runtime_error("asked to");
    said.push_back(event.name);
    if (act) act(socket, event);
  }
  void on_suspend(Socket&, DisconnectReason reason) override {
    said.push_back("suspend " + std::string(to_text(reason)));
  }
  void on_resume(Socket& socket) override {
    last = &socket;
    said.push_back("resume");
  }
  void on_disconnect(Socket&, DisconnectReason reason) override {
    said.push_back("disconnect " + std::string(to_text(reason)));
  }

  std::function<void(ConnectAttempt)> decide;
  std::function<void(Socket&, Event&)> act;
  Socket* last = nullptr;
  std::vector<std::string> said;
};

class HubTest : public ::testing::Test {
 protected:
  void start(Options options) {
    options_ = std::move(options);
    world_ = std::make_unique<EngineWorld>(options_, [this](EngineSession& session, Handshake handshake) {
      return hub_->open(session, std::move(handshake));
    });
    hub_ = std::make_unique<Hub>(options_, *world_);
    hub_->serve(world_->engine());
    main_ = &hub_->add_namespace("/", application_);
    hub_->add_namespace("/other", other_);
  }
  void SetUp() override { start({}); }
  ~HubTest() override {
    world_->engine().close_all(DisconnectReason::server_shutting_down);
    world_->pass(std::chrono::seconds(0));
    hub_.reset();
  }

  /// A client that has opened a session, and no more.
  TestWebSocket* open() {
    auto* socket = world_->websocket(websocket);
    socket->receive();
    return socket;
  }
  /// One that is in the main namespace, too; `answer` is what it was told.
  TestWebSocket* enter(std::string_view auth = {}, std::string* answer = nullptr) {
    auto* socket = open();
    socket->send("40" + std::string(auth));
    const auto told = socket->receive();
    if (answer) *answer = told.substr(2);
    return socket;
  }

  Options options_;
  Application application_;
  Application other_;
  std::unique_ptr<EngineWorld> world_;
  std::unique_ptr<Hub> hub_;
  Namespace* main_ = nullptr;
};

}  // namespace vtp::socketio
