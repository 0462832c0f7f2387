// What hosts and co-hosts may do to the room (realtime.md section 6.5).
#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

/// The changes of E62 and of update-settings.
struct RoomPatch {
  std::optional<std::string> name;
  std::optional<int> max_participants;
  std::optional<WaitingRoom> waiting_room;
  std::optional<bool> is_locked;
  std::optional<SettingsPatch> settings;
};

/// Changes the room and tells everyone what has changed. `max_participants` beyond the configured bound is a
/// field error. Who may do it is for the caller to check: over HTTP they need not be inside.
Result<void> change_room(Room& room, const RoomPatch& wanted, Timestamp now);

/// By a host or co-host who is inside.
Result<void> change_room(Room& room, const Participant& by, const RoomPatch& wanted, Timestamp now);

/// Begins or ends a break, which does not count as class time.
Result<void> set_break(Room& room, const Participant& by, bool active, Timestamp now);

/// By a host: everyone goes to the media server. NOT_READY if it has no place for them.
Result<void> ask_for_sfu(Room& room, const Participant& by, Timestamp now);

}  // namespace vtp::classroom
