#include "classroom/media_mode.h"

#include <algorithm>
#include <optional>

#include "classroom/audience.h"

namespace vtp::classroom {
namespace {

constexpr std::chrono::seconds switch_time{10};
constexpr std::chrono::seconds confirmation_time{3};
constexpr std::size_t max_peers = 2;

bool can_talk_directly(const Participant& participant) {
  return participant.can_p2p && !participant.person->is_receive_only();
}

}  // namespace

void switch_to_sfu(Room& room, ModeReason reason, Timestamp now) {
  if (room.media.mode == MediaMode::sfu) return;
  room.media.mode = MediaMode::sfu;
  room.media.relay_until = now + switch_time;
  room.media.unconfirmed.clear();
  broadcast(room,
            MediaModeChanged{.mode = room.media.mode, .reason = reason, .switch_by = room.media.relay_until});
}

void follow_rule(Room& room, const Participant* newcomer, Timestamp now) {
  auto people = room.roster.admitted();
  std::erase(people, newcomer);
  const auto count = people.size() + (newcomer != nullptr ? 1 : 0);
  const bool all_can =
      (newcomer == nullptr || can_talk_directly(*newcomer)) &&
      std::ranges::all_of(people, [](const Participant* person) { return can_talk_directly(*person); });
  if (count > max_peers)
    switch_to_sfu(room, ModeReason::third_participant, now);
  else if (!all_can)
    switch_to_sfu(room, ModeReason::client, now);
}

void forget_mode(Room& room) {
  if (room.facts.media_policy == MediaPolicy::automatic) room.media = {};
}

bool relays_peers(const Room& room, Timestamp now) {
  return room.media.mode == MediaMode::p2p || now < room.media.relay_until;
}

void expect_stop(Room& room, const Participant& participant, bool Flow::* what, Timestamp now) {
  if (room.media.mode == MediaMode::p2p && participant.flow.*what && !is_stopping(room, participant, what))
    room.media.unconfirmed.push_back({participant.id, what, now + confirmation_time});
}

bool is_stopping(const Room& room, const Participant& participant, bool Flow::* what) {
  return std::ranges::any_of(room.media.unconfirmed, [&](const UnconfirmedStop& stop) {
    return stop.participant == participant.id && stop.what == what;
  });
}

void confirm_stops(Room& room, const Participant& participant) {
  std::erase_if(room.media.unconfirmed, [&](const UnconfirmedStop& stop) {
    return stop.participant == participant.id && !(participant.flow.*stop.what);
  });
}

}  // namespace vtp::classroom
