#include "socketio/hub.h"

#include <utility>

#include "socketio/client.h"

namespace vtp::socketio {

Namespace& Hub::add_namespace(std::string name, NamespaceHandler& handler) {
  auto& space = namespaces_[name];
  space = std::make_unique<Namespace>(*this, std::move(name), handler);
  return *space;
}

Namespace* Hub::find(std::string_view name) const {
  const auto found = namespaces_.find(name);
  return found == namespaces_.end() ? nullptr : found->second.get();
}

std::unique_ptr<EngineListener> Hub::open(EngineSession& session, Handshake handshake) {
  return std::make_unique<Client>(*this, session, std::move(handshake));
}

}  // namespace vtp::socketio
