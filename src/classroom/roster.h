// The people of one room and their devices, present and remembered.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "classroom/participant.h"

namespace vtp::classroom {

/// Connected devices that one person may have in a class.
inline constexpr int max_devices = 3;

class Roster {
 public:
  using Participants = std::map<ParticipantId, Participant>;

  /// The person of that user, made on the first call. References stay valid for the life of the roster.
  Person& person(UserId user) { return people_[user]; }
  [[nodiscard]] const Person* find_person(UserId user) const;
  [[nodiscard]] const std::map<UserId, Person>& people() const { return people_; }

  /// A device keeps its id for the life of the room, so that others know it again.
  ParticipantId id_of(UserId user, DeviceId device);
  void remember_id(UserId user, DeviceId device, ParticipantId id) { ids_[{user, device}] = id; }

  Participant& add(Participant participant);
  void remove(ParticipantId id) { present_.erase(id); }

  [[nodiscard]] Participant* find(ParticipantId id);
  [[nodiscard]] Participant* find(UserId user, DeviceId device);
  [[nodiscard]] Participant* find(ConnectionId connection);

  /// Everyone present, also those who wait, in the order in which their devices first came.
  [[nodiscard]] Participants& all() { return present_; }
  [[nodiscard]] const Participants& all() const { return present_; }

  /// Those who are in the class, also while they reconnect.
  [[nodiscard]] std::vector<Participant*> admitted();
  /// In the order in which they came.
  [[nodiscard]] std::vector<Participant*> waiting();
  [[nodiscard]] int admitted_count() const;
  /// Devices of the user that are there and not lost, without `except` and without encoders.
  [[nodiscard]] int connected_devices(UserId user, DeviceId except) const;

 private:
  std::map<UserId, Person> people_;
  std::map<std::pair<UserId, DeviceId>, ParticipantId> ids_;
  Participants present_;
};

}  // namespace vtp::classroom
