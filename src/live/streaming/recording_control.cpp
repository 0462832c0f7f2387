#include "live/streaming/recording_control.h"

#include <utility>

#include "classroom/room_store.h"
#include "classroom/visitor.h"
#include "recordings/recording_store.h"

namespace vtp::live {
namespace {

using recordings::Right;

bool is_room_staff(db::Transaction& tx, classroom::RoomHub& hub, const Identity& caller, RoomId id) {
  const auto room = classroom::find_room(tx, id);
  if (!room || room->state == classroom::RoomState::closed) return false;
  if (classroom::visitor_of(tx, caller, *room).is_staff()) return true;
  const auto role = hub.look(id, [&](classroom::Room& live) {
    const auto* person = live.roster.find_person(caller.user);
    return person == nullptr ? classroom::RoomRole::participant : person->role();
  });
  return role.value_or(classroom::RoomRole::participant) != classroom::RoomRole::participant;
}

}  // namespace

Result<recordings::Access> require_control(db::Transaction& tx, classroom::RoomHub& hub,
                                           const Identity& caller, RecordingId id, Timestamp now) {
  auto access = recordings::require(tx, caller, id, Right::control, now);
  if (access || caller.media) return access;
  auto recording = recordings::find_recording(tx, id);
  if (!recording || recording->is_deleted() || !recording->room_id) return access;
  if (!is_room_staff(tx, hub, caller, *recording->room_id)) return access;
  return recordings::Access{*std::move(recording), {Right::view, Right::control}};
}

}  // namespace vtp::live
