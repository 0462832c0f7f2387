// The recording of a room, as the room knows it. Who records, and what becomes of it, is for others.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/error.h"
#include "classroom/recording_events.h"

namespace vtp::classroom {

struct Room;

struct RoomRecording {
  RecordingId id;
  std::string title;
  UserId started_by;
  Timestamp started_at;
  RecordingState state = RecordingState::pending;
  bool is_paused = false;
};

/// Puts the room under the server, where it can be recorded, and keeps it there. ALREADY_RECORDING; NOT_READY
/// if the SFU has no place for the room.
Result<void> begin_recording(Room& room, RoomRecording recording, Timestamp now);

// The others do nothing if that is not what the room records (any more).

/// The first media are written: people hear of it now.
void note_recorded_media(Room& room, RecordingId recording);
void set_recording_paused(Room& room, RecordingId recording, bool is_paused, Timestamp now);

/// What a recording has become.
struct RecordingEnd {
  Timestamp stopped_at;
  std::chrono::milliseconds duration{0};
  std::int64_t bytes = 0;
};
void end_recording(Room& room, RecordingId recording, const RecordingEnd& end);
/// It was never to be: nobody has heard of it.
void take_back_recording(Room& room, RecordingId recording);

/// To everybody, whatever the room records by then.
void tell_recording_ready(Room& room, RecordingReady ready);
void tell_recording_failed(Room& room, RecordingId recording, const Error& error, Timestamp now);

}  // namespace vtp::classroom
