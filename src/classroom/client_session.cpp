#include "classroom/client_session.h"

#include <algorithm>
#include <array>

namespace vtp::classroom {

void ClientSession::enter(RoomId room) {
  const std::scoped_lock lock(mutex_);
  if (std::ranges::find(rooms_, room) == rooms_.end()) rooms_.push_back(room);
}

void ClientSession::leave(RoomId room) {
  const std::scoped_lock lock(mutex_);
  std::erase(rooms_, room);
}

std::vector<RoomId> ClientSession::rooms() const {
  const std::scoped_lock lock(mutex_);
  return rooms_;
}

bool ClientSession::is_in(RoomId room) const {
  const std::scoped_lock lock(mutex_);
  return std::ranges::find(rooms_, room) != rooms_.end();
}

void Responder::succeed(std::string data) {
  succeed_as(reply_event_, std::move(data));
}

void Responder::succeed_as(std::string_view reply_event, std::string data) {
  if (acknowledge_) {
    acknowledge_(success_envelope(data));
    return;
  }
  if (reply_event.empty()) return;
  connections_.send(std::array{to_}, reply_event, std::make_shared<const std::string>(std::move(data)),
                    false);
}

void Responder::refuse(const EventError& error) {
  if (acknowledge_) {
    acknowledge_(failure_envelope(error, event_));
    return;
  }
  connections_.send(std::array{to_}, "error",
                    std::make_shared<const std::string>(error_object(error, event_)), false);
}

}  // namespace vtp::classroom
