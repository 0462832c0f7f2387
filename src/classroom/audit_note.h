// Notes for the audit log about what moderators do.
#pragma once

#include <string_view>

#include "classroom/room.h"

namespace vtp::classroom {

/// `target` may be null where the action concerns the room.
void note_moderation(Room& room, const Participant& by, std::string_view action, const Person* target,
                     Timestamp now);

}  // namespace vtp::classroom
