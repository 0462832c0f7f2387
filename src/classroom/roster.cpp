#include "classroom/roster.h"

#include <algorithm>

namespace vtp::classroom {

const Person* Roster::find_person(UserId user) const {
  const auto found = people_.find(user);
  return found == people_.end() ? nullptr : &found->second;
}

ParticipantId Roster::id_of(UserId user, DeviceId device) {
  const auto [place, is_new] = ids_.try_emplace({user, device});
  if (is_new) place->second = ParticipantId::make();
  return place->second;
}

Participant& Roster::add(Participant participant) {
  const auto id = participant.id;
  return present_.insert_or_assign(id, std::move(participant)).first->second;
}

Participant* Roster::find(ParticipantId id) {
  const auto found = present_.find(id);
  return found == present_.end() ? nullptr : &found->second;
}

Participant* Roster::find(UserId user, DeviceId device) {
  const auto known = ids_.find({user, device});
  return known == ids_.end() ? nullptr : find(known->second);
}

Participant* Roster::find(ConnectionId connection) {
  const auto found = std::ranges::find_if(
      present_, [&](const auto& entry) { return entry.second.connection == connection; });
  return found == present_.end() ? nullptr : &found->second;
}

std::vector<Participant*> Roster::admitted() {
  std::vector<Participant*> those;
  for (auto& [id, participant] : present_)
    if (participant.is_admitted()) those.push_back(&participant);
  return those;
}

std::vector<Participant*> Roster::waiting() {
  std::vector<Participant*> those;
  for (auto& [id, participant] : present_)
    if (!participant.is_admitted()) those.push_back(&participant);
  std::ranges::sort(those, {}, [](const Participant* one) { return std::pair(one->joined_at, one->id); });
  return those;
}

int Roster::admitted_count() const {
  return static_cast<int>(
      std::ranges::count_if(present_, [](const auto& entry) { return entry.second.is_admitted(); }));
}

int Roster::connected_devices(UserId user, DeviceId except) const {
  return static_cast<int>(std::ranges::count_if(present_, [&](const auto& entry) {
    const auto& participant = entry.second;
    return participant.person->user == user && participant.device != except && !participant.is_lost &&
           participant.source != EntrySource::whip;
  }));
}

}  // namespace vtp::classroom
