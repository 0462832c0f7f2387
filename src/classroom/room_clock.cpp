#include "classroom/room_clock.h"

#include <algorithm>
#include <vector>

#include "classroom/closing.h"
#include "classroom/media_flow.h"
#include "classroom/media_mode.h"
#include "classroom/polling.h"
#include "classroom/presence.h"
#include "classroom/waiting_room.h"

namespace vtp::classroom {
namespace {

Timestamp waiting_end(const Room& room, const Participant& participant) {
  return participant.joined_at + room.policy.waiting_limit;
}

std::vector<ParticipantId> overdue(Room& room, Timestamp now, bool admitted) {
  std::vector<ParticipantId> found;
  for (const auto& [id, participant] : room.roster.all())
    if (participant.is_admitted() == admitted && participant.is_lost && participant.grace_until <= now)
      found.push_back(id);
  return found;
}

void remove_ghosts(Room& room, Timestamp now) {
  for (const bool admitted : {true, false})
    for (const auto id : overdue(room, now, admitted))
      leave(room, *room.roster.find(id), LeaveReason::timeout, now);
}

void turn_away_late(Room& room, Timestamp now) {
  for (auto* participant : room.roster.waiting())
    if (waiting_end(room, *participant) <= now) turn_away(room, *participant, "Nobody has let you in", now);
}

}  // namespace

std::optional<Timestamp> deadline(const Room& room) {
  if (room.is_closed()) return std::nullopt;
  auto next = Timestamp::max();
  const auto consider = [&](Timestamp time) { next = std::min(next, time); };
  for (const auto& [id, participant] : room.roster.all()) {
    if (participant.is_lost) consider(participant.grace_until);
    if (!participant.is_admitted()) consider(waiting_end(room, participant));
  }
  for (const auto& stop : room.media.unconfirmed) consider(stop.due);
  if (!room.media.flows_follow_producers) consider(room.media.relay_until);
  for (const auto& [id, live] : room.polls) {
    if (live.has_news) consider(live.quiet_until);
    if (live.poll.state == PollState::open && live.poll.closes_at) consider(*live.poll.closes_at);
  }
  if (room.facts.empty_since) consider(*room.facts.empty_since + room.policy.empty_grace);
  return next == Timestamp::max() ? std::nullopt : std::optional(next);
}

void on_time(Room& room, Timestamp now) {
  if (room.is_closed()) return;
  remove_ghosts(room, now);
  turn_away_late(room, now);
  enforce_stops(room, now);
  if (!room.media.flows_follow_producers && room.media.relay_until <= now) settle_flows(room);
  for (auto& [id, live] : room.polls) {
    if (live.poll.state == PollState::open && live.poll.closes_at && *live.poll.closes_at <= now)
      finish_poll(room, live, now);
    if (live.has_news && live.quiet_until <= now) tell_counts(room, live, now);
  }
  if (room.facts.empty_since && *room.facts.empty_since + room.policy.empty_grace <= now)
    close_room(room, CloseReason::empty, std::nullopt, now);
}

}  // namespace vtp::classroom
