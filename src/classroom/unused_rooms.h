// Rooms of classes that were started and that nobody has entered.
#pragma once

#include "base/error.h"
#include "classroom/room_hub.h"
#include "database/database.h"

namespace vtp::classroom {

/// Closes those whose class should have ended by now, and as long ago as an empty room is kept. A room that
/// people were in closes by itself. To be called every now and then.
Result<void> close_unused_rooms(db::Database& database, RoomHub& hub, Timestamp now);

}  // namespace vtp::classroom
