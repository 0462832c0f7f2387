#include "classroom/audience.h"

#include <algorithm>

namespace vtp::classroom {
namespace {

template <class Wanted>
std::vector<ConnectionId> connections(Room& room, const Participant* except, Wanted wanted) {
  std::vector<ConnectionId> found;
  for (const auto& [id, participant] : room.roster.all()) {
    const bool can_hear = participant.is_admitted() && participant.connection != ConnectionId::none;
    if (can_hear && &participant != except && wanted(participant)) found.push_back(participant.connection);
  }
  return found;
}

bool is_host(const Participant& participant) {
  return participant.role() == RoomRole::host;
}

}  // namespace

std::vector<ConnectionId> everyone(Room& room, const Participant* except) {
  return connections(room, except, [](const Participant&) { return true; });
}

std::vector<ConnectionId> hosts(Room& room, const Participant* except) {
  return connections(room, except, is_host);
}

std::vector<ConnectionId> all_but_hosts(Room& room, const Participant* except) {
  return connections(room, except, std::not_fn(is_host));
}

std::vector<ConnectionId> staff(Room& room) {
  return connections(room, nullptr, [](const Participant& participant) { return participant.is_staff(); });
}

std::vector<ConnectionId> all_but_staff(Room& room) {
  return connections(room, nullptr, [](const Participant& participant) { return !participant.is_staff(); });
}

std::vector<ConnectionId> devices_of(Room& room, const std::vector<UserId>& users) {
  return connections(room, nullptr, [&](const Participant& participant) {
    return std::ranges::find(users, participant.person->user) != users.end();
  });
}

}  // namespace vtp::classroom
