// Rooms from the database into memory.
#pragma once

#include <memory>

#include "classroom/room.h"
#include "database/database.h"

namespace vtp::classroom {

/// The room with all that is remembered of it. People who had not left when the server went down are
/// reconnecting: they have the grace period from `now` on to come back.
std::unique_ptr<Room> load_room(db::Transaction& tx, const StoredRoom& stored, const RoomPolicy& policy,
                                MediaParts media, Timestamp now);

/// Ends the intervals of presence that were open when the server went down, at the last moment in which it is
/// known to have lived.
void close_abandoned_intervals(db::Transaction& tx, const StoredRoom& stored, Timestamp now);

}  // namespace vtp::classroom
