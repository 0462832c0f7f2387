#include "classroom/media_mode.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/try.h"
#include "classroom/audience.h"
#include "sfu/parameters/rtp_parameters_shapes.h"

namespace vtp::classroom {
namespace {

constexpr std::chrono::seconds switch_time{10};
constexpr std::chrono::seconds confirmation_time{3};
constexpr std::size_t max_peers = 2;

bool can_talk_directly(const Participant& participant) {
  return participant.can_p2p && !participant.person->is_receive_only();
}

}  // namespace

Result<void> open_in_sfu(Room& room) {
  if (room.media.is_open) return {};
  VTP_CHECK(room.sfu.engine.open_room(room.facts.id, room.sfu.listener));
  room.media.is_open = true;
  return {};
}

/// What a client was told to stop and has not is stopped by the server when it comes there.
Result<void> switch_to_sfu(Room& room, ModeReason reason, Timestamp now) {
  if (room.media.mode == MediaMode::sfu) return {};
  VTP_CHECK(open_in_sfu(room));
  room.media.mode = MediaMode::sfu;
  room.media.relay_until = now + switch_time;
  room.media.flows_follow_producers = false;
  for (const auto& stop : std::exchange(room.media.unconfirmed, {}))
    room.media.held.emplace_back(stop.participant, stop.what);
  broadcast(room, MediaModeChanged{
                      .mode = room.media.mode,
                      .reason = reason,
                      .router_rtp_capabilities = json::Raw{json::write(room.sfu.engine.capabilities())},
                      .switch_by = room.media.relay_until});
  return {};
}

Result<void> follow_rule(Room& room, const Participant* newcomer, Timestamp now) {
  auto people = room.roster.admitted();
  std::erase(people, newcomer);
  const auto count = people.size() + (newcomer != nullptr ? 1 : 0);
  const bool all_can =
      (newcomer == nullptr || can_talk_directly(*newcomer)) &&
      std::ranges::all_of(people, [](const Participant* person) { return can_talk_directly(*person); });
  if (room.media.mode == MediaMode::sfu) return open_in_sfu(room);
  if (newcomer != nullptr && !newcomer->has_page()) return switch_to_sfu(room, ModeReason::whip, now);
  if (count > max_peers) return switch_to_sfu(room, ModeReason::third_participant, now);
  if (!all_can) return switch_to_sfu(room, ModeReason::client, now);
  return {};
}

void forget_mode(Room& room) {
  if (room.media.is_open) room.sfu.engine.close_room(room.facts.id);
  room.media = {};
  if (room.facts.media_policy == MediaPolicy::sfu)
    room.media.mode = MediaMode::sfu, room.media.relay_until = {};
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

void enforce_stops(Room& room, Timestamp now) {
  const auto is_due = [now](const UnconfirmedStop& stop) { return stop.due <= now; };
  if (!std::ranges::any_of(room.media.unconfirmed, is_due)) return;
  if (switch_to_sfu(room, ModeReason::moderation, now)) return;
  for (auto& stop : room.media.unconfirmed)  // the SFU is full: another time perhaps
    if (is_due(stop)) stop.due = now + confirmation_time;
}

void confirm_stops(Room& room, const Participant& participant) {
  std::erase_if(room.media.unconfirmed, [&](const UnconfirmedStop& stop) {
    return stop.participant == participant.id && !(participant.flow.*stop.what);
  });
}

}  // namespace vtp::classroom
