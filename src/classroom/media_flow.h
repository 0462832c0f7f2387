// Which tracks of participants the server gets, and how it stops them.
#pragma once

#include "classroom/room.h"
#include "classroom/tracks.h"

namespace vtp::classroom {

/// The flag of the track follows the producer, now that something has changed about it.
void refresh_flow(Room& room, Participant& participant, sfu::Source source);

/// The clients had time to move to the server: from now on all flags follow the producers.
void settle_flows(Room& room);

/// How a moderator stops a track: what is paused may be taken up again by whoever has the permission.
enum class StopHow : std::uint8_t { pause, close };
void stop_producers(Room& room, Participant& participant, Track track, StopHow how);

/// Does the server get anything of the track?
bool is_producing(const Room& room, const Participant& participant, Track track);

}  // namespace vtp::classroom
