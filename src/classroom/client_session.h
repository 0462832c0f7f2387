// One connection of a client, as signalling keeps it, and the way its events are answered.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/identity.h"
#include "classroom/connections.h"
#include "classroom/envelope.h"
#include "classroom/event_limits.h"
#include "runtime/serial_queue.h"

namespace vtp::classroom {

class ClientSession {
 public:
  ClientSession(ConnectionId id, std::string socket_id, Identity identity, std::shared_ptr<SerialQueue> queue)
      : id_(id), socket_id_(std::move(socket_id)), identity_(std::move(identity)), queue_(std::move(queue)) {}

  [[nodiscard]] ConnectionId id() const { return id_; }
  [[nodiscard]] const std::string& socket_id() const { return socket_id_; }
  [[nodiscard]] const Identity& identity() const { return identity_; }
  [[nodiscard]] SerialQueue& queue() { return *queue_; }

  /// Only where the events of the connection come in.
  EventLimits limits;

  // The rooms in which the connection is, or waits. Safe to use from many threads.
  void enter(RoomId room);
  void leave(RoomId room);
  [[nodiscard]] std::vector<RoomId> rooms() const;
  [[nodiscard]] bool is_in(RoomId room) const;

 private:
  const ConnectionId id_;
  const std::string socket_id_;
  const Identity identity_;
  const std::shared_ptr<SerialQueue> queue_;
  mutable std::mutex mutex_;
  std::vector<RoomId> rooms_;
};

/// Answers one event, once: by its acknowledgement if the client asked for one, by events otherwise.
class Responder {
 public:
  /// `reply_event` may be empty: success is then not told without an acknowledgement.
  Responder(Connections& connections, ConnectionId to, std::string_view event, std::string_view reply_event,
            Acknowledge acknowledge)
      : connections_(connections),
        to_(to),
        event_(event),
        reply_event_(reply_event),
        acknowledge_(std::move(acknowledge)) {}

  /// `data` is JSON.
  void succeed(std::string data);
  /// The answer of join-room may be another event when it is not acknowledged.
  void succeed_as(std::string_view reply_event, std::string data);
  void refuse(const EventError& error);

 private:
  Connections& connections_;
  ConnectionId to_;
  std::string event_;
  std::string_view reply_event_;
  Acknowledge acknowledge_;
};

}  // namespace vtp::classroom
