#include "classroom/moderation.h"

#include <algorithm>
#include <array>

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/audit_note.h"
#include "classroom/joining.h"
#include "classroom/media_flow.h"
#include "classroom/media_mode.h"
#include "classroom/presence.h"
#include "classroom/rights.h"
#include "classroom/waiting_room.h"

namespace vtp::classroom {
namespace {

Result<Participant*> find_target(Room& room, const Participant& by, ParticipantId who) {
  VTP_CHECK(check_is_staff(by));
  auto* target = room.roster.find(who);
  if (target == nullptr || !target->is_admitted()) return no_such_participant();
  VTP_CHECK(check_may_moderate(by, *target->person));
  return target;
}

/// What the track is stopped by if a moderator says so: there is no use in a shared screen that stands still.
constexpr StopHow stop_for(Track track) {
  return track == Track::screen ? StopHow::close : StopHow::pause;
}

void stop_target(Room& room, const Participant* by, Participant& target, const TrackRow& row, StopHow how,
                 Timestamp now) {
  send(room,
       ModerationNotice{.action = row.action,
                        .by = by == nullptr ? std::nullopt : std::optional(by->id),
                        .kind = row.kind,
                        .reason = {},
                        .at = now},
       target);
  if (room.media.mode == MediaMode::sfu)
    stop_producers(room, target, row.track, how);
  else
    expect_stop(room, target, row.flow, now);
}

/// All devices of the person, so that nobody knows an old state of them.
template <class Tell>
void for_each_device(Room& room, const Person& person, Tell tell) {
  for (auto* participant : room.roster.admitted())
    if (participant->person == &person) tell(*participant);
}

void save_and_tell_permissions(Room& room, const Person& person, Timestamp now) {
  for_each_device(room, person, [&](const Participant& device) {
    save(room, device, now);
    broadcast(room, ParticipantUpdated{.participant = {.participant_id = device.id,
                                                       .permissions = permissions_of(room, device)}});
  });
}

void withdraw(Room& room, Person& person, bool Permissions::* permission, Timestamp now) {
  if (!(person.own.*permission)) return;
  person.own.*permission = false;
  save_and_tell_permissions(room, person, now);
}

}  // namespace

Result<void> stop_track(Room& room, const Participant& by, ParticipantId who, Track track, bool allow_again,
                        Timestamp now) {
  VTP_TRY(auto* target, find_target(room, by, who));
  const auto& row = row_of(track);
  if (!allow_again) withdraw(room, *target->person, row.permission, now);
  stop_target(room, &by, *target, row, stop_for(track), now);
  note_moderation(room, by, row.audit, target->person, now);
  return {};
}

Result<int> mute_all(Room& room, const Participant& by, std::span<const ParticipantId> except,
                     bool allow_again, Timestamp now) {
  VTP_CHECK(check_is_staff(by));
  const auto& row = row_of(Track::mic);
  int muted = 0;
  for (auto* target : room.roster.admitted()) {
    if (target->is_staff() || std::ranges::find(except, target->id) != except.end()) continue;
    if (!allow_again) withdraw(room, *target->person, row.permission, now);
    stop_target(room, &by, *target, row, StopHow::pause, now);
    ++muted;
  }
  note_moderation(room, by, "room.mute_all", nullptr, now);
  return muted;
}

Result<void> set_permissions(Room& room, const Participant& by, std::optional<ParticipantId> who,
                             const PermissionsPatch& wanted, Timestamp now) {
  VTP_CHECK(check_is_staff(by));
  std::vector<Person*> people;
  if (who) {
    VTP_TRY(auto* target, find_target(room, by, *who));
    people.push_back(target->person);
  } else {
    for (auto* participant : room.roster.admitted())
      if (!participant->is_staff() && std::ranges::find(people, participant->person) == people.end())
        people.push_back(participant->person);
  }
  for (auto* person : people) {
    const auto changed = wanted.applied_to(person->own);
    if (changed == person->own) continue;
    person->own = changed;
    save_and_tell_permissions(room, *person, now);
  }
  note_moderation(room, by, "room.set_permissions", who ? people.front() : nullptr, now);
  stop_forbidden_tracks(room, &by, now);
  return {};
}

Result<void> remove_person(Room& room, const Participant& by, ParticipantId who, bool ban,
                           const std::optional<std::string>& reason, Timestamp now) {
  VTP_CHECK(check_is_staff(by));
  auto* target = room.roster.find(who);
  if (target == nullptr) return no_such_participant();
  auto& person = *target->person;
  VTP_CHECK(check_may_moderate(by, person));
  if (&person == by.person)
    return fail(ErrorCode::insufficient_permissions, "To go yourself, leave the class");
  person.is_banned = person.is_banned || ban;
  std::vector<Participant*> devices;
  for (auto& [id, participant] : room.roster.all())
    if (participant.person == &person) devices.push_back(&participant);
  for (auto* device : devices) {
    send(room,
         ModerationNotice{
             .action = "remove-participant", .by = by.id, .kind = {}, .reason = reason, .at = now},
         *device);
    leave(room, *device, LeaveReason::removed, now);
  }
  note_moderation(room, by, ban ? "room.ban_participant" : "room.remove_participant", &person, now);
  return {};
}

Result<void> set_role(Room& room, const Participant& by, ParticipantId who, RoomRole role, Timestamp now) {
  VTP_CHECK(check_is_host(by));
  auto* target = room.roster.find(who);
  if (target == nullptr || !target->is_admitted()) return no_such_participant();
  auto& person = *target->person;
  if (person.natural_role == RoomRole::host)
    return fail(ErrorCode::insufficient_permissions,
                "Whoever made the room or teaches the course stays a host");
  if (person.is_receive_only())
    return fail(ErrorCode::insufficient_permissions, "Viewers of the course watch and listen only");
  const bool was_staff = person.is_staff();
  person.granted_role = role;
  for_each_device(room, person, [&](const Participant& device) {
    save(room, device, now);
    room.effects.note_person(device.id);
    broadcast(room, ParticipantUpdated{.participant = {.participant_id = device.id,
                                                       .room_role = device.role(),
                                                       .permissions = permissions_of(room, device)}});
  });
  note_moderation(room, by, "room.set_role", &person, now);
  stop_forbidden_tracks(room, &by, now);  // those of somebody who is no co-host any more
  if (!was_staff && person.is_staff()) tell_waiting_list(room);
  note_people(room, now);
  return {};
}

void stop_forbidden_tracks(Room& room, const Participant* by, Timestamp now) {
  for (auto* participant : room.roster.admitted()) {
    const auto allowed = permissions_of(room, *participant);
    for (const auto& row : all_tracks) {
      const bool is_sending = participant->flow.*row.flow || is_producing(room, *participant, row.track);
      if (is_sending && !(allowed.*row.permission) && !is_stopping(room, *participant, row.flow))
        stop_target(room, by, *participant, row, StopHow::close, now);
    }
  }
}

}  // namespace vtp::classroom
