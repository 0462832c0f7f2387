#include "classroom/room_control.h"

#include <fmt/format.h>

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/audit_note.h"
#include "classroom/media_mode.h"
#include "classroom/moderation.h"
#include "classroom/rights.h"

namespace vtp::classroom {
namespace {

/// Stores the value and notes it as changed, if it is another one.
template <class T>
bool replace(T& stored, const std::optional<T>& wanted, json::Omittable<T>& told) {
  if (!wanted || *wanted == stored) return false;
  stored = *wanted;
  told = stored;
  return true;
}

Result<void> apply(Room& room, const RoomPatch& wanted, Timestamp now) {
  if (room.is_closed()) return room_is_closed();
  if (wanted.max_participants && *wanted.max_participants > room.policy.max_participants)
    return fail_field("max_participants", fmt::format("must be at most {}", room.policy.max_participants));
  RoomChange change;
  auto& facts = room.facts;
  std::optional<RoomSettings> settings;
  if (wanted.settings) settings = wanted.settings->applied_to(facts.settings);
  bool has_changed = replace(facts.name, wanted.name, change.name);
  has_changed |= replace(facts.max_participants, wanted.max_participants, change.max_participants);
  has_changed |= replace(facts.waiting_room, wanted.waiting_room, change.waiting_room);
  has_changed |= replace(facts.is_locked, wanted.is_locked, change.is_locked);
  has_changed |= replace(facts.settings, settings, change.settings);
  if (!has_changed) return {};
  room.effects.keep(RoomSaved{facts, now});
  broadcast(room, RoomUpdated{.room = change});
  return {};
}

}  // namespace

Result<void> change_room(Room& room, const RoomPatch& wanted, Timestamp now) {
  VTP_CHECK(apply(room, wanted, now));
  stop_forbidden_tracks(room, nullptr, now);
  return {};
}

Result<void> change_room(Room& room, const Participant& by, const RoomPatch& wanted, Timestamp now) {
  VTP_CHECK(check_is_staff(by));
  VTP_CHECK(apply(room, wanted, now));
  note_moderation(room, by, "room.update", nullptr, now);
  stop_forbidden_tracks(room, &by, now);
  return {};
}

Result<void> set_break(Room& room, const Participant& by, bool active, Timestamp now) {
  VTP_CHECK(check_is_staff(by));
  if (active == room.current_break.has_value()) return {};
  if (active) {
    room.current_break = Break{BreakId::make(), now};
    room.effects.keep(BreakStarted{room.current_break->id, room.facts.id, now});
  } else {
    room.effects.keep(BreakEnded{room.current_break->id, now});
    room.current_break.reset();
  }
  note_moderation(room, by, active ? "room.begin_break" : "room.end_break", nullptr, now);
  broadcast(room, BreakUpdated{
                      .active = active,
                      .since = room.current_break.transform([](const Break& pause) { return pause.since; })});
  return {};
}

Result<void> ask_for_sfu(Room& room, const Participant& by, Timestamp now) {
  VTP_CHECK(check_is_host(by));
  return switch_to_sfu(room, ModeReason::host, now);
}

}  // namespace vtp::classroom
