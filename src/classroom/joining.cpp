#include "classroom/joining.h"

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/media_mode.h"
#include "classroom/presence.h"
#include "classroom/rights.h"
#include "classroom/waiting_room.h"

namespace vtp::classroom {
namespace {

/// What is known of the person is brought up to date; what was decided about them in this room stays.
Person& meet(Room& room, const Entrant& entrant) {
  auto& person = room.roster.person(entrant.user);
  person.user = entrant.user;
  person.full_name = entrant.full_name;
  person.email = entrant.email;
  person.account_role = entrant.account_role;
  person.course_role = entrant.course_role;
  person.natural_role = natural_role(room.facts, entrant);
  return person;
}

bool must_wait(const Room& room, const Person& person) {
  if (person.is_staff()) return false;
  switch (room.facts.waiting_room) {
    case WaitingRoom::off:
      return false;
    case WaitingRoom::everyone:
      return true;
    case WaitingRoom::non_members:
      return !person.course_role;
  }
  return true;
}

/// The device is in the room still: it gets its place back. An older connection of it is let go.
Joined resume(Room& room, Participant& participant, const Link& link, const JoinWish& wish, Timestamp now) {
  if (participant.connection != link.connection) {
    if (!participant.is_lost) send(room, SessionReplaced{}, participant);
    room.effects.dismiss(participant.connection, true);
    if (!participant.is_lost && participant.is_admitted()) {
      close_interval(room, participant, IntervalEnd::replaced, now);
      open_interval(room, participant, now);
    }
  }
  participant.connection = link.connection;
  participant.socket_id = link.socket_id;
  participant.wants_to_send = wish.wants_to_send;
  participant.can_p2p = wish.can_p2p;
  if (participant.is_lost)
    find_again(room, participant, now);
  else if (participant.is_admitted())
    broadcast(room,
              ParticipantUpdated{.participant = {.participant_id = participant.id,
                                                 .socket_id = std::optional(participant.socket_id)}},
              &participant);
  // Should the SFU be full just then, the participant hears of it when they ask for a transport.
  if (participant.is_admitted()) static_cast<void>(follow_rule(room, nullptr, now));
  return {.participant = participant.id, .is_waiting = !participant.is_admitted(), .is_resumed = true};
}

/// The parts of section 5.3 that depend on the person.
Result<Person*> check_admission(Room& room, const Entrant& entrant, const JoinWish& wish) {
  if (room.is_closed()) return room_is_closed();
  if (!may_enter(room.facts, entrant)) return no_such_room();
  auto& person = meet(room, entrant);
  if (person.is_banned) return fail(ErrorCode::removed_from_room, "You have been removed from this class");
  // How many encoders somebody has is for the keys to say.
  if (wish.source != EntrySource::whip &&
      room.roster.connected_devices(entrant.user, wish.device) >= max_devices)
    return fail(ErrorCode::device_limit, "You are in this class with three devices already");
  return &person;
}

/// And those that hold for devices that are not in the room yet.
Result<void> check_newcomer(Room& room, const Person& person, const JoinWish& wish) {
  if (room.facts.is_locked && !person.is_staff()) return fail(ErrorCode::room_locked, "The class is locked");
  VTP_CHECK(check_has_place(room, person.role()));
  if (wish.source != EntrySource::page && must_wait(room, person))
    return fail(ErrorCode::insufficient_permissions,
                "Hosts let people in one by one; come by the class page");
  return {};
}

}  // namespace

Result<void> check_may_join(Room& room, const Entrant& entrant, const JoinWish& wish) {
  VTP_TRY(const Person* person, check_admission(room, entrant, wish));
  if (room.roster.find(entrant.user, wish.device) != nullptr) return {};
  return check_newcomer(room, *person, wish);
}

Result<Joined> join(Room& room, const Entrant& entrant, const Link& link, const JoinWish& wish,
                    Timestamp now) {
  VTP_TRY(Person * person, check_admission(room, entrant, wish));
  if (auto* present = room.roster.find(entrant.user, wish.device))
    return resume(room, *present, link, wish, now);
  VTP_CHECK(check_newcomer(room, *person, wish));
  auto& participant =
      room.roster.add({.id = room.roster.id_of(entrant.user, wish.device),
                       .person = person,
                       .device = wish.device,
                       .display_name = wish.display_name.empty() ? entrant.full_name : wish.display_name,
                       .source = wish.source,
                       .wants_to_send = wish.wants_to_send,
                       .can_p2p = wish.can_p2p,
                       .presence = Presence::waiting,
                       .connection = link.connection,
                       .socket_id = link.socket_id,
                       .joined_at = now});
  if (must_wait(room, *person)) {
    tell_waiting_list(room);
    return Joined{.participant = participant.id, .is_waiting = true, .is_resumed = false};
  }
  if (auto admitted = admit(room, participant, now); !admitted) {
    room.roster.remove(participant.id);
    return std::unexpected(std::move(admitted).error());
  }
  return Joined{.participant = participant.id, .is_waiting = false, .is_resumed = false};
}

Result<void> check_has_place(Room& room, RoomRole role) {
  if (role == RoomRole::host || room.roster.admitted_count() < room.facts.max_participants) return {};
  return fail(ErrorCode::room_full, "The class is full");
}

Result<void> admit(Room& room, Participant& participant, Timestamp now) {
  // Those inside hear of the new mode before they hear of the newcomer.
  VTP_CHECK(follow_rule(room, &participant, now));
  participant.presence = participant.is_lost ? Presence::reconnecting : Presence::connected;
  participant.joined_at = now;
  save(room, participant, now);
  if (!participant.is_lost) open_interval(room, participant, now);

  const auto seq = room.effects.next_seq();
  ParticipantJoined event{.participant = describe(participant, Emails::shown), .seq = seq};
  send(room, event, hosts(room, &participant));
  event.participant = describe(participant, Emails::hidden);
  send(room, event, all_but_hosts(room, &participant));

  note_people(room, now);
  return {};
}

void open_interval(Room& room, Participant& participant, Timestamp now) {
  participant.interval = PresenceIntervalId::make();
  participant.interval_started_at = now;
  participant.attention = {};
  participant.attentive_since = {};
  participant.ended_interval = {};
  participant.health.trouble = {};
  room.effects.keep(PresenceOpened{.id = *participant.interval,
                                   .room = room.facts.id,
                                   .session = room.facts.session,
                                   .participant = participant.id,
                                   .user = participant.person->user,
                                   .device = participant.device,
                                   .started_at = now});
}

void save(Room& room, const Participant& participant, Timestamp now, std::optional<LeaveReason> left) {
  const auto& person = *participant.person;
  room.effects.keep(ParticipantSaved{.id = participant.id,
                                     .room = room.facts.id,
                                     .user = person.user,
                                     .device = participant.device,
                                     .source = participant.source,
                                     .role = person.role(),
                                     .granted_role = person.granted_role,
                                     .own = person.own,
                                     .is_banned = person.is_banned,
                                     .joined_at = participant.joined_at,
                                     .left_at = left ? std::optional(now) : std::nullopt,
                                     .leave_reason = left,
                                     .at = now});
}

}  // namespace vtp::classroom
