#include "classroom/presence.h"

#include <algorithm>

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/joining.h"
#include "classroom/media_mode.h"
#include "classroom/media_summary.h"
#include "classroom/rights.h"
#include "classroom/waiting_room.h"

namespace vtp::classroom {
namespace {

// Heartbeats come every 10 s; a longer silence says nothing about attention.
constexpr std::chrono::seconds max_between_heartbeats{20};

constexpr IntervalEnd end_for(LeaveReason reason) {
  switch (reason) {
    case LeaveReason::leave:
      return IntervalEnd::leave;
    case LeaveReason::timeout:
      return IntervalEnd::network;
    case LeaveReason::removed:
      return IntervalEnd::removed;
    case LeaveReason::class_end:
      return IntervalEnd::class_end;
  }
  return IntervalEnd::leave;
}

void tell_presence(Room& room, const Participant& participant) {
  broadcast(
      room,
      ParticipantUpdated{.participant = {.participant_id = participant.id, .presence = participant.presence}},
      &participant);
}

bool host_is_there(Room& room) {
  return std::ranges::any_of(room.roster.all(), [](const auto& entry) {
    return entry.second.is_admitted() && entry.second.role() == RoomRole::host;
  });
}

Interval as_interval(Timestamp from, Timestamp to) {
  return {.begin = from.time_since_epoch().count(), .end = to.time_since_epoch().count()};
}

/// A flag goes up only with the permission to send that track.
Result<void> check_flow(const Room& room, const Participant& participant, const SelfUpdate& wanted) {
  if (wanted.audio.value_or(false)) VTP_CHECK(check_may(room, participant, &Permissions::mic));
  if (wanted.video.value_or(false)) VTP_CHECK(check_may(room, participant, &Permissions::camera));
  if (wanted.screen.value_or(false)) VTP_CHECK(check_may(room, participant, &Permissions::screen));
  return {};
}

}  // namespace

void lose(Room& room, Participant& participant, Timestamp last_packet, Timestamp now) {
  if (participant.is_lost) return;
  const auto last = std::min(std::max(last_packet, participant.health.heard_at.value_or(last_packet)), now);
  participant.is_lost = true;
  participant.grace_until = last + room.policy.reconnect_grace;
  if (!participant.is_admitted()) return;
  participant.ended_interval = participant.interval;
  close_interval(room, participant, IntervalEnd::network, last);
  participant.presence = Presence::reconnecting;
  tell_presence(room, participant);
}

/// Whoever is lost and still sends media is present: their interval goes on, and so does the grace period.
void hear_media(Room& room, Participant& participant, Timestamp now) {
  participant.health.heard_at = now;
  if (!participant.is_lost || !participant.is_admitted()) return;
  participant.grace_until = now + room.policy.reconnect_grace;
  if (!participant.ended_interval) return;
  participant.person->presence.add(as_interval(participant.interval_started_at, now));
  room.effects.keep(PresenceExtended{.id = *participant.ended_interval, .ended_at = now});
}

bool recover(Room& room, Participant& participant, Timestamp now) {
  if (!participant.is_lost) return true;
  if (room.roster.connected_devices(participant.person->user, participant.device) >= max_devices)
    return false;
  find_again(room, participant, now);
  return true;
}

void find_again(Room& room, Participant& participant, Timestamp now) {
  participant.is_lost = false;
  if (!participant.is_admitted()) return;
  participant.presence = Presence::connected;
  open_interval(room, participant, now);
  broadcast(room,
            ParticipantUpdated{.participant = {.participant_id = participant.id,
                                               .socket_id = std::optional(participant.socket_id),
                                               .presence = participant.presence}},
            &participant);
}

void leave(Room& room, Participant& participant, LeaveReason reason, Timestamp now) {
  const auto id = participant.id;
  const bool was_admitted = participant.is_admitted();
  close_interval(room, participant, end_for(reason), now);
  if (was_admitted) save(room, participant, now, reason);
  end_media(room, participant, now);
  room.effects.dismiss(participant.connection);
  std::erase_if(room.media.unconfirmed, [&](const auto& stop) { return stop.participant == id; });
  room.roster.remove(id);
  if (!was_admitted) {
    tell_waiting_list(room);
    return;
  }
  broadcast(room, ParticipantLeft{.participant_id = id, .reason = reason});
  note_people(room, now);
}

void suspend(Room& room, Timestamp now) {
  for (auto& [id, participant] : room.roster.all()) {
    note_media_use(room, participant, now);
    close_interval(room, participant, IntervalEnd::server, now);
    participant.is_lost = true;
    participant.grace_until = now + room.policy.reconnect_grace;
    if (participant.is_admitted()) participant.presence = Presence::reconnecting;
  }
  if (room.media.is_open) room.sfu.engine.close_room(room.facts.id);
  room.media.is_open = false;
}

void close_interval(Room& room, Participant& participant, IntervalEnd end, Timestamp at) {
  if (!participant.interval) return;
  const auto ended_at = std::max(at, participant.interval_started_at);
  participant.person->presence.add(as_interval(participant.interval_started_at, ended_at));
  const auto within = [&](std::chrono::microseconds time) {
    return std::min<std::chrono::microseconds>(time, ended_at - participant.interval_started_at);
  };
  room.effects.keep(PresenceClosed{.id = *participant.interval,
                                   .ended_at = ended_at,
                                   .end = end,
                                   .attention = within(participant.attention),
                                   .trouble = within(participant.health.trouble)});
  participant.interval.reset();
}

void heartbeat(Room&, Participant& participant, bool visible, bool audible, Timestamp now) {
  const auto since = participant.attentive_since;
  if (since && now - *since <= max_between_heartbeats) participant.attention += now - *since;
  participant.attentive_since = visible || audible ? std::optional(now) : std::nullopt;
}

Result<ParticipantAnswer> update_self(Room& room, Participant& participant, const SelfUpdate& wanted,
                                      Timestamp now) {
  VTP_CHECK(check_flow(room, participant, wanted));
  ParticipantChange change{.participant_id = participant.id};
  bool has_changed = false;
  const auto set = [&](const std::optional<bool>& value, bool Flow::* flag,
                       json::Omittable<bool> ParticipantChange::* told) {
    if (!value || participant.flow.*flag == *value) return;
    participant.flow.*flag = *value;
    change.*told = *value;
    has_changed = true;
  };
  if (room.media.mode == MediaMode::p2p) {  // otherwise the server sees for itself
    set(wanted.audio, &Flow::audio, &ParticipantChange::audio);
    set(wanted.video, &Flow::video, &ParticipantChange::video);
    set(wanted.screen, &Flow::screen, &ParticipantChange::screen);
  }
  if (wanted.display_name && *wanted.display_name != participant.display_name) {
    participant.display_name = *wanted.display_name;
    change.full_name = participant.display_name;
    has_changed = true;
  }
  confirm_stops(room, participant);
  if (has_changed) broadcast(room, ParticipantUpdated{.participant = change}, nullptr);
  static_cast<void>(now);
  return describe(participant, participant.role() == RoomRole::host ? Emails::shown : Emails::hidden);
}

void set_recorded(Room& room, Participant& participant, bool recorded) {
  if (participant.records == recorded) return;
  participant.records = recorded;
  room.effects.note_person(participant.id);
  broadcast(room,
            ParticipantUpdated{.participant = {.participant_id = participant.id, .not_recorded = !recorded}});
}

void note_people(Room& room, Timestamp now) {
  auto facts = room.facts;
  const bool is_empty = room.roster.admitted_count() == 0;
  if (is_empty) {
    if (facts.state == RoomState::active && !facts.empty_since) facts.empty_since = now;
    if (!room.recording) forget_mode(room);  // it would be cut off while somebody reloads the page
  } else {
    facts.empty_since.reset();
    if (facts.state == RoomState::created) facts.state = RoomState::active, facts.opened_at = now;
  }
  const bool has_changed = facts.state != room.facts.state || facts.empty_since != room.facts.empty_since;
  room.facts = std::move(facts);
  if (has_changed) room.effects.keep(RoomSaved{room.facts, now});

  if (host_is_there(room)) {
    room.hosts_gone_since.reset();
    if (!room.has_begun && room.facts.session) room.effects.keep(ClassBegun{*room.facts.session, now});
    if (!room.has_begun && room.facts.auto_record) room.effects.want_recording();
    room.has_begun = true;
  } else if (room.has_begun && !room.hosts_gone_since) {
    room.hosts_gone_since = now;
  }
}

std::chrono::microseconds presence_of(Room& room, UserId user, Timestamp now) {
  auto& person = room.roster.person(user);
  auto present = person.presence;
  for (const auto& [id, participant] : room.roster.all())
    if (participant.person == &person && participant.interval)
      present.add(as_interval(participant.interval_started_at, now));
  return std::chrono::microseconds(present.length());
}

}  // namespace vtp::classroom
