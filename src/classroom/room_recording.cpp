#include "classroom/room_recording.h"

#include <utility>

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/media_mode.h"
#include "classroom/room.h"

namespace vtp::classroom {
namespace {

bool records(const Room& room, RecordingId recording) {
  return room.recording && room.recording->id == recording;
}

/// Nobody keeps an empty room under the server any more.
void let_go(Room& room) {
  room.recording.reset();
  if (room.roster.admitted_count() == 0) forget_mode(room);
}

}  // namespace

Result<void> begin_recording(Room& room, RoomRecording recording, Timestamp now) {
  if (room.recording) return fail(ErrorCode::already_recording, "The class is being recorded already");
  VTP_CHECK(switch_to_sfu(room, ModeReason::recording, now));
  VTP_CHECK(open_in_sfu(room));
  room.recording = std::move(recording);
  return {};
}

void note_recorded_media(Room& room, RecordingId recording) {
  if (!records(room, recording) || room.recording->state == RecordingState::recording) return;
  room.recording->state = RecordingState::recording;
  RecordingStarted started;
  started.recording_id = recording;
  started.title = room.recording->title;
  started.started_by = room.recording->started_by;
  started.started_at = room.recording->started_at;
  broadcast(room, std::move(started));
}

void set_recording_paused(Room& room, RecordingId recording, bool is_paused, Timestamp now) {
  if (!records(room, recording) || room.recording->is_paused == is_paused) return;
  room.recording->is_paused = is_paused;
  const auto tell = [&](auto event) {
    event.recording_id = recording;
    event.at = now;
    broadcast(room, std::move(event));
  };
  if (is_paused)
    tell(RecordingPaused());
  else
    tell(RecordingResumed());
}

void end_recording(Room& room, RecordingId recording, const RecordingEnd& end) {
  if (!records(room, recording)) return;
  RecordingStopped stopped;
  stopped.recording_id = recording;
  stopped.duration_seconds = end.duration;
  stopped.file_size_bytes = end.bytes;
  stopped.stopped_at = end.stopped_at;
  broadcast(room, std::move(stopped));
  let_go(room);
}

void take_back_recording(Room& room, RecordingId recording) {
  if (records(room, recording)) let_go(room);
}

void tell_recording_ready(Room& room, RecordingReady ready) {
  send(room, std::move(ready), everyone(room));
}

void tell_recording_failed(Room& room, RecordingId recording, const Error& error, Timestamp now) {
  RecordingFailed failed;
  failed.recording_id = recording;
  failed.error = error.message;
  failed.code = wire_name(error.code);
  failed.at = now;
  send(room, std::move(failed), everyone(room));
}

}  // namespace vtp::classroom
