// The end of a class, which is final (realtime.md section 5.1).
#pragma once

#include <optional>

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

/// Tells everyone, ends their presence and lets them go. Nothing happens if the room is closed already.
void close_room(Room& room, CloseReason reason, std::optional<UserId> by, Timestamp now);

/// By a host who is inside.
Result<void> end_class(Room& room, const Participant& by, Timestamp now);

}  // namespace vtp::classroom
