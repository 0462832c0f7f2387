// What is forgotten at once: reactions, and "I am lost" (realtime.md section 6.3).
#pragma once

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

Result<void> react(Room& room, const Participant& participant, Reaction reaction, Timestamp now);

/// Hosts and co-hosts hear how many people said so within two minutes, and never who.
Result<void> pulse(Room& room, const Participant& participant, Timestamp now);

}  // namespace vtp::classroom
