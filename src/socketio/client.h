// Socket.IO on one session of Engine.IO: the sockets that one connection carries.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "socketio/engine_session.h"
#include "socketio/handshake.h"
#include "socketio/packet.h"
#include "socketio/timers.h"

namespace vtp::socketio {

class Hub;
class Namespace;
class Socket;

class Client final : public EngineListener {
 public:
  Client(Hub& hub, EngineSession& session, Handshake handshake);
  ~Client() override;

  void on_text(std::string text) override;
  void on_binary(std::string bytes) override;
  void on_close(DisconnectReason reason) override;

  // For attempts, when they have been decided.
  void let_in(Namespace& space, const std::string& auth, bool as_new);
  void refuse(Namespace& space, std::string_view payload, bool closes_transport);

  // For sockets.
  void send(const MessageRef& message) { session_.send(message); }
  [[nodiscard]] std::size_t unsent() const { return session_.unsent(); }
  [[nodiscard]] TimePoint last_packet() const { return session_.last_packet(); }
  void remove(Socket& socket);
  void close(DisconnectReason reason) { session_.close(reason); }

 private:
  void on_packet(Packet packet);
  void on_connect(const Packet& packet);
  [[nodiscard]] Socket* find(std::string_view space) const;
  void settle(Namespace& space);

  Hub& hub_;
  EngineSession& session_;
  const std::shared_ptr<const Handshake> handshake_;
  std::vector<Socket*> sockets_;
  std::vector<Namespace*> attempts_;    // not decided yet
  std::unique_ptr<Packet> incomplete_;  // waits for its attachments
  std::size_t attachment_bytes_ = 0;    // of those that came
  std::shared_ptr<Client*> self_;       // what attempts hold; null once closed
  Timer connect_timer_;                 // runs while it is in no namespace
};

}  // namespace vtp::socketio
