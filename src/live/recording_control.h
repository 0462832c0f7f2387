// Who controls a recording while its class goes on (api.md section 2.5): whoever controls it anyway, and the
// hosts and co-hosts of the room as long as it is open.
#pragma once

#include "classroom/room_hub.h"
#include "recordings/recording_access.h"

namespace vtp::live {

/// As recordings::require with the right of control. Looks at rooms in memory, but loads none.
Result<recordings::Access> require_control(db::Database& database, classroom::RoomHub& hub,
                                           const Identity& caller, RecordingId id, Timestamp now);

}  // namespace vtp::live
