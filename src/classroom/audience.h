// Who gets an event.
#pragma once

#include <functional>
#include <vector>

#include "classroom/room.h"

namespace vtp::classroom {

/// Connections of everyone in the class, without those of `except`. People who wait hear nothing of it.
std::vector<ConnectionId> everyone(Room& room, const Participant* except = nullptr);
std::vector<ConnectionId> hosts(Room& room, const Participant* except = nullptr);  // without co-hosts
std::vector<ConnectionId> all_but_hosts(Room& room, const Participant* except = nullptr);
std::vector<ConnectionId> staff(Room& room);  // hosts and co-hosts
std::vector<ConnectionId> all_but_staff(Room& room);
/// The admitted devices of these users.
std::vector<ConnectionId> devices_of(Room& room, const std::vector<UserId>& users);

/// Sends to the whole room, numbered; `except` already knows.
template <class Event>
void broadcast(Room& room, Event event, const Participant* except = nullptr) {
  event.room_id = room.facts.id;
  event.seq = room.effects.next_seq();
  room.effects.send(event, everyone(room, except));
}

/// Sends to some, without a number.
template <class Event>
void send(Room& room, Event event, std::vector<ConnectionId> to) {
  event.room_id = room.facts.id;
  room.effects.send(event, std::move(to));
}

template <class Event>
void send(Room& room, Event event, const Participant& to) {
  if (to.connection != ConnectionId::none) send(room, std::move(event), std::vector{to.connection});
}

}  // namespace vtp::classroom
