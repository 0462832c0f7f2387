// What a class hears of its live stream (realtime.md section 6.6).
#pragma once

#include "classroom/room_hub.h"
#include "live/streaming/live_stream.h"

namespace vtp::live {

/// Nothing happens if the stream has no room, or the room is not in memory.
void tell_started(classroom::RoomHub& hub, const LiveStream& stream);
void tell_stopped(classroom::RoomHub& hub, LiveStream& stream, Timestamp now);
/// To hosts.
void tell_figures(classroom::RoomHub& hub, LiveStream& stream, std::int64_t kbps_out);

/// The address of row 42.
std::string live_url(RecordingId id);

}  // namespace vtp::live
