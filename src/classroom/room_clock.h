// What time alone brings about in a room.
#pragma once

#include <optional>

#include "classroom/room.h"

namespace vtp::classroom {

/// When `on_time` has something to do next.
std::optional<Timestamp> deadline(const Room& room);

/// Ghosts go, people who have waited too long are sent away, polls close, counts are told, disobedient
/// clients come under the server, and a room that nobody comes back to is closed.
void on_time(Room& room, Timestamp now);

}  // namespace vtp::classroom
