#include "live/recording_control.h"

#include <optional>
#include <utility>

#include "base/try.h"
#include "classroom/room_store.h"
#include "classroom/visitor.h"
#include "recordings/recording_store.h"

namespace vtp::live {
namespace {

using recordings::Right;

/// By the database.
struct Standing {
  Result<recordings::Access> access;
  std::optional<recordings::Recording> recording;  // whose room is open
  bool is_staff = false;                           // of that room
};

Standing standing_of(db::Transaction& tx, const Identity& caller, RecordingId id, Timestamp now) {
  Standing standing{.access = recordings::require(tx, caller, id, Right::control, now), .recording = {}};
  if (standing.access || caller.media) return standing;
  auto recording = recordings::find_recording(tx, id);
  if (!recording || recording->is_deleted() || !recording->room_id) return standing;
  const auto room = classroom::find_room(tx, *recording->room_id);
  if (!room || room->state == classroom::RoomState::closed) return standing;
  standing.is_staff = classroom::visitor_of(tx, caller, *room).is_staff();
  standing.recording = std::move(recording);
  return standing;
}

/// A host may have made them one just now.
bool is_staff_inside(classroom::RoomHub& hub, RoomId room, UserId user) {
  const auto role = hub.look(room, [&](classroom::Room& live) {
    const auto* person = live.roster.find_person(user);
    return person == nullptr ? classroom::RoomRole::participant : person->role();
  });
  return role.value_or(classroom::RoomRole::participant) != classroom::RoomRole::participant;
}

}  // namespace

/// Rooms are looked at outside of the transaction: whoever holds one may be waiting for the database.
Result<recordings::Access> require_control(db::Database& database, classroom::RoomHub& hub,
                                           const Identity& caller, RecordingId id, Timestamp now) {
  VTP_TRY(auto standing, database.read([&](db::Transaction& tx) -> Result<Standing> {
    return standing_of(tx, caller, id, now);
  }));
  if (!standing.recording) return std::move(standing.access);
  if (!standing.is_staff && !is_staff_inside(hub, *standing.recording->room_id, caller.user))
    return std::move(standing.access);
  return recordings::Access{*std::move(standing.recording), {Right::view, Right::control}};
}

}  // namespace vtp::live
