// The Socket.IO half of a server: its namespaces, and the clients that come to them over Engine.IO.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "socketio/engine_server.h"
#include "socketio/loop.h"
#include "socketio/namespace.h"

namespace vtp::socketio {

class Hub {
 public:
  /// `options` and `loop` must outlive the hub.
  Hub(const Options& options, Loop& loop) : options_(options), loop_(loop) {}

  /// Before the server starts. `handler` must outlive the hub.
  Namespace& add_namespace(std::string name, NamespaceHandler& handler);
  /// Null if there is none.
  [[nodiscard]] Namespace* find(std::string_view name) const;
  [[nodiscard]] std::size_t size() const { return namespaces_.size(); }

  /// What EngineServer needs to speak Socket.IO over its sessions.
  void serve(EngineServer& engine) { engine_ = &engine; }
  std::unique_ptr<EngineListener> open(EngineSession& session, Handshake handshake);

  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] Loop& loop() const { return loop_; }
  [[nodiscard]] EngineServer& engine() const { return *engine_; }

 private:
  const Options& options_;
  Loop& loop_;
  EngineServer* engine_ = nullptr;
  std::map<std::string, std::unique_ptr<Namespace>, std::less<>> namespaces_;
};

}  // namespace vtp::socketio
