#include "socketio/handler.h"

#include <utility>

#include "json/writer.h"
#include "socketio/client.h"
#include "socketio/namespace.h"

namespace vtp::socketio {

ConnectAttempt::ConnectAttempt(Loop& loop, std::weak_ptr<Client*> client, Namespace& space,
                               std::shared_ptr<const Handshake> handshake, std::string auth, Socket* previous)
    : loop_(loop),
      client_(std::move(client)),
      space_(&space),
      handshake_(std::move(handshake)),
      auth_(std::move(auth)),
      previous_(previous) {}

ConnectAttempt::ConnectAttempt(ConnectAttempt&& other) noexcept
    : loop_(other.loop_),
      client_(std::move(other.client_)),
      space_(std::exchange(other.space_, nullptr)),
      handshake_(std::move(other.handshake_)),
      auth_(std::move(other.auth_)),
      previous_(other.previous_) {}

ConnectAttempt::~ConnectAttempt() {
  if (space_) refuse("The server could not decide");
}

void ConnectAttempt::answer(std::move_only_function<void(Client&)> call) {
  loop_.run([client = std::move(client_), call = std::move(call)]() mutable {
    const auto held = client.lock();
    if (held && *held) call(**held);
  });
}

void ConnectAttempt::accept() {
  answer([space = std::exchange(space_, nullptr), auth = auth_](Client& client) {
    client.let_in(*space, auth, false);
  });
}

void ConnectAttempt::accept_as_new() {
  answer([space = std::exchange(space_, nullptr), auth = auth_](Client& client) {
    client.let_in(*space, auth, true);
  });
}

void ConnectAttempt::refuse(std::string_view message, std::string data, bool closes_transport) {
  json::Writer payload;
  payload.begin_object();
  payload.key("message");
  payload.value(message);
  if (!data.empty()) {
    payload.key("data");
    payload.raw(data);
  }
  payload.end_object();
  answer([space = std::exchange(space_, nullptr), text = payload.take(), closes_transport](Client& client) {
    client.refuse(*space, text, closes_transport);
  });
}

void Ack::send(Arguments arguments) {
  loop_->run([space = space_, socket = socket_, id = id_, arguments = std::move(arguments)] {
    space->send_ack(socket, id, arguments);
  });
}

}  // namespace vtp::socketio
