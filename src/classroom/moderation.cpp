#include "classroom/moderation.h"

#include <algorithm>
#include <array>

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/audit_note.h"
#include "classroom/joining.h"
#include "classroom/media_mode.h"
#include "classroom/presence.h"
#include "classroom/rights.h"
#include "classroom/waiting_room.h"

namespace vtp::classroom {
namespace {

/// What belongs to a track.
struct TrackRow {
  Track track;
  bool Flow::* flow;
  bool Permissions::* permission;
  std::string_view kind;
  std::string_view action;  // as the target hears of it
  std::string_view audit;
};
constexpr std::array tracks{
    TrackRow{Track::mic, &Flow::audio, &Permissions::mic, "mic", "mute-participant", "room.mute"},
    TrackRow{Track::camera, &Flow::video, &Permissions::camera, "camera", "stop-video", "room.stop_video"},
    TrackRow{Track::screen, &Flow::screen, &Permissions::screen, "screen", "stop-screen", "room.stop_screen"},
};

const TrackRow& row_of(Track track) {
  return *std::ranges::find(tracks, track, &TrackRow::track);
}

Result<Participant*> find_target(Room& room, const Participant& by, ParticipantId who) {
  VTP_CHECK(check_is_staff(by));
  auto* target = room.roster.find(who);
  if (target == nullptr || !target->is_admitted()) return no_such_participant();
  VTP_CHECK(check_may_moderate(by, *target->person));
  return target;
}

void tell_target(Room& room, const Participant& by, const Participant& target, const TrackRow& row,
                 Timestamp now) {
  send(room, ModerationNotice{.action = row.action, .by = by.id, .kind = row.kind, .reason = {}, .at = now},
       target);
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
  tell_target(room, by, *target, row, now);
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
    tell_target(room, by, *target, row, now);
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
  stop_forbidden_tracks(room, by, now);
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
    broadcast(room, ParticipantUpdated{.participant = {.participant_id = device.id,
                                                       .room_role = device.role(),
                                                       .permissions = permissions_of(room, device)}});
  });
  note_moderation(room, by, "room.set_role", &person, now);
  if (!was_staff && person.is_staff()) tell_waiting_list(room);
  note_people(room, now);
  return {};
}

void stop_forbidden_tracks(Room& room, const Participant& by, Timestamp now) {
  for (auto* participant : room.roster.admitted()) {
    const auto allowed = permissions_of(room, *participant);
    for (const auto& row : tracks)
      if (participant->flow.*row.flow && !(allowed.*row.permission) &&
          !is_stopping(room, *participant, row.flow))
        tell_target(room, by, *participant, row, now);
  }
}

}  // namespace vtp::classroom
