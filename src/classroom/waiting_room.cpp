#include "classroom/waiting_room.h"

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/audit_note.h"
#include "classroom/joined_room.h"
#include "classroom/joining.h"
#include "classroom/presence.h"
#include "classroom/rights.h"

namespace vtp::classroom {
namespace {

constexpr std::string_view denied = "A host has not let you in";

Result<Participant*> find_waiting(Room& room, const Participant& by, ParticipantId who) {
  VTP_CHECK(check_is_staff(by));
  auto* participant = room.roster.find(who);
  if (participant == nullptr || participant->is_admitted()) return no_such_participant();
  return participant;
}

Result<void> let_in(Room& room, const Participant& by, Participant& participant, Timestamp now) {
  VTP_CHECK(admit(room, participant, now));
  send(room, joined_room(room, participant, false, now), participant);
  note_moderation(room, by, "room.admit", participant.person, now);
  return {};
}

}  // namespace

void tell_waiting_list(Room& room) {
  WaitingList list;
  int position = 0;
  for (const auto* participant : room.roster.waiting()) {
    list.waiting.push_back({participant->id, participant->display_name, participant->joined_at});
    send(room, WaitingUpdated{.position = ++position}, *participant);
  }
  send(room, list, staff(room));
}

int waiting_position(Room& room, const Participant& participant) {
  int position = 1;
  for (const auto* other : room.roster.waiting()) {
    if (other == &participant) break;
    ++position;
  }
  return position;
}

Result<void> admit_one(Room& room, const Participant& by, ParticipantId who, Timestamp now) {
  VTP_TRY(auto* participant, find_waiting(room, by, who));
  VTP_CHECK(check_has_place(room, participant->role()));
  VTP_CHECK(let_in(room, by, *participant, now));
  tell_waiting_list(room);
  return {};
}

Result<int> admit_all(Room& room, const Participant& by, Timestamp now) {
  VTP_CHECK(check_is_staff(by));
  int admitted = 0;
  for (auto* participant : room.roster.waiting()) {
    if (!check_has_place(room, participant->role())) break;
    if (!let_in(room, by, *participant, now)) break;
    ++admitted;
  }
  if (admitted > 0) tell_waiting_list(room);
  return admitted;
}

Result<void> deny_one(Room& room, const Participant& by, ParticipantId who, Timestamp now) {
  VTP_TRY(auto* participant, find_waiting(room, by, who));
  note_moderation(room, by, "room.deny", participant->person, now);
  turn_away(room, *participant, std::string(denied), now);
  return {};
}

Result<int> deny_all(Room& room, const Participant& by, Timestamp now) {
  VTP_CHECK(check_is_staff(by));
  const auto waiting = room.roster.waiting();
  for (auto* participant : waiting) {
    note_moderation(room, by, "room.deny", participant->person, now);
    turn_away(room, *participant, std::string(denied), now);
  }
  return static_cast<int>(waiting.size());
}

void turn_away(Room& room, Participant& participant, const std::string& reason, Timestamp now) {
  send(room, JoinDenied{.reason = reason}, participant);
  leave(room, participant, LeaveReason::removed, now);
}

}  // namespace vtp::classroom
