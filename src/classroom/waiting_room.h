// People before the door (realtime.md section 5.3).
#pragma once

#include <string>

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

/// Tells hosts and co-hosts who waits, and those who wait where they stand.
void tell_waiting_list(Room& room);

/// From 1.
int waiting_position(Room& room, const Participant& participant);

/// Lets one in. ROOM_FULL if there is no place.
Result<void> admit_one(Room& room, const Participant& by, ParticipantId who, Timestamp now);
/// Lets in as many as there are places for, in their order; returns how many.
Result<int> admit_all(Room& room, const Participant& by, Timestamp now);

Result<void> deny_one(Room& room, const Participant& by, ParticipantId who, Timestamp now);
Result<int> deny_all(Room& room, const Participant& by, Timestamp now);

/// Sends somebody away who waits.
void turn_away(Room& room, Participant& participant, const std::string& reason, Timestamp now);

}  // namespace vtp::classroom
