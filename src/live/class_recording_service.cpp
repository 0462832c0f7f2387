#include "live/class_recording_service.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/try.h"
#include "classroom/rights.h"
#include "classroom/room_recording.h"
#include "classroom/room_store.h"
#include "courses/course_access.h"
#include "live/finished_tracks.h"
#include "live/recording_control.h"
#include "recordings/course_link_store.h"
#include "recordings/media_keys.h"
#include "recordings/recording_store.h"

namespace vtp::live {
namespace {

using classroom::Room;
using recordings::Recording;
using recordings::RecordingStatus;

Recording new_recording(const classroom::StoredRoom& room, UserId by, const StartRecording& wanted,
                        Timestamp now) {
  Recording recording;
  recording.id = RecordingId::make();
  recording.room_id = room.id;
  recording.session_id = room.session;
  recording.title = wanted.title;
  recording.description = wanted.description;
  recording.started_by = by;
  recording.source = recordings::RecordingSource::room;
  recording.status = RecordingStatus::pending;
  recording.format = to_text(wanted.format);
  recording.bitrate_kbps = wanted.bitrate_kbps;
  recording.frame_rate = wanted.frame_rate;
  if (wanted.metadata) recording.metadata = wanted.metadata->text;
  recording.started_at = now;
  recording.created_at = now;
  return recording;
}

/// Those of the course find it there, once it is published.
void link_to_course(db::Transaction& tx, const Recording& recording, const classroom::StoredRoom& room) {
  if (!room.course) return;
  recordings::CourseLink link;
  link.id = courses::LectureId::make();
  link.course_id = *room.course;
  link.recording_id = recording.id;
  link.session_id = room.session;
  link.sequence_order = recordings::next_sequence_order(tx, link.course_id);
  link.created_at = recording.created_at;
  recordings::insert_link(tx, link);
}

std::unexpected<Error> not_recording() {
  return fail(ErrorCode::not_recording, "The recording does not run any more");
}

classroom::RecordingEnd end_of(const Recording& recording) {
  return {.stopped_at = recording.stopped_at.value_or(recording.started_at),
          .duration = recording.duration.value_or(std::chrono::milliseconds(0)),
          .bytes = recording.file_size_bytes.value_or(0)};
}

}  // namespace

ClassRecordingService::ClassRecordingService(Parts parts)
    : parts_(std::move(parts)), pool_({.name = "recordings", .threads = 1, .queue = 10'000}) {
  studio_.emplace(RecordingStudio::Parts{
      .rooms = parts_.media,
      .running = parts_.running,
      .clock = parts_.clock,
      .listener = *this,
      .who_is = [this](RoomId room, ParticipantId participant) { return who_is(room, participant); }});
  parts_.hub.set_watcher(this);
}

ClassRecordingService::~ClassRecordingService() {
  stop_all();
}

void ClassRecordingService::complain(std::string_view what, const Error& error) {
  parts_.on_trouble(fmt::format("{}: {}", what, error.message));
}

// What the studio asks and says.

RecordedPerson ClassRecordingService::who_is(RoomId room, ParticipantId participant) {
  const auto found = parts_.hub.look(room, [&](Room& live) {
    const auto* const person = live.roster.find(participant);
    return person == nullptr ? RecordedPerson()
                             : RecordedPerson{.user = person->person->user,
                                              .is_staff = person->is_staff(),
                                              .is_recorded = person->records};
  });
  return found.value_or(RecordedPerson());
}

void ClassRecordingService::on_person_changed(RoomId room, ParticipantId participant) {
  studio_->reconsider(room, participant);
}

void ClassRecordingService::on_first_media(RecordingId recording, RoomId room) {
  if (!pool_.try_submit([this, recording, room] { note_media(recording, room); }))
    parts_.on_trouble("A recording that has begun could not be announced: too much waits");
}

void ClassRecordingService::on_exhausted(RecordingId recording, RoomId, std::optional<Error> why) {
  if (!pool_.try_submit([this, recording, why = std::move(why)] {
        const auto finished = finish(recording, why);
        if (!finished && finished.error().code != ErrorCode::not_recording)
          complain("A recording could not be finished", finished.error());
      }))
    parts_.on_trouble("A recording that is over could not be finished: too much waits");
}

void ClassRecordingService::note_media(RecordingId id, RoomId room) {
  const auto noted = parts_.database.write([&](db::Transaction& tx) -> Result<void> {
    auto recording = recordings::find_recording(tx, id);
    if (!recording || recording->status != RecordingStatus::pending) return not_recording();
    recording->status = RecordingStatus::recording;
    recordings::update_recording(tx, *recording, parts_.clock.now());
    return {};
  });
  if (!noted) return;
  parts_.hub.with_present(room, [&](Room& live, Timestamp) { classroom::note_recorded_media(live, id); });
}

// Start.

Result<StartedRecording> ClassRecordingService::start(const Identity& caller, const StartRecording& wanted) {
  VTP_TRY(const auto seen, parts_.database.read([&](db::Transaction& tx) {
    return classroom::find_seen_room(tx, caller, wanted.room_id);
  }));
  if (!parts_.rooms.is_staff(seen)) return courses::not_permitted("Only hosts and co-hosts record a class");
  VTP_TRY(const auto recording, start_in(seen.room, caller.user, wanted));
  return StartedRecording{.recording_id = recording.id,
                          .status = recording.status,
                          .started_at = recording.started_at,
                          .room_id = seen.room.id,
                          .title = recording.title,
                          .message = "The class is being recorded"};
}

void ClassRecordingService::on_recording_wanted(RoomId id) {
  const auto start = [this, id] {
    const auto room = parts_.database.read([&](db::Transaction& tx) { return classroom::find_room(tx, id); });
    if (!room || !*room) return;
    StartRecording wanted;
    wanted.title = (*room)->name;
    const auto started = start_in(**room, (*room)->host, wanted);
    if (!started && started.error().code != ErrorCode::already_recording)
      complain("A class that was to be recorded by itself is not", started.error());
  };
  if (!pool_.try_submit(start)) parts_.on_trouble("A class is not recorded: too much waits");
}

Result<Recording> ClassRecordingService::start_in(const classroom::StoredRoom& room, UserId by,
                                                  const StartRecording& wanted) {
  if (parts_.store.space().free_percent() < parts_.settings.min_free_percent)
    return fail(ErrorCode::insufficient_storage, "There is too little room left for a recording");
  VTP_TRY(auto recording, insert(room, by, wanted));
  if (const auto begun = begin(recording, wanted.layout); !begun) {
    take_back(recording);
    return std::unexpected(begun.error());
  }
  return recording;
}

Result<Recording> ClassRecordingService::insert(const classroom::StoredRoom& room, UserId by,
                                                const StartRecording& wanted) {
  return parts_.database.write([&](db::Transaction& tx) -> Result<Recording> {
    if (room.state == classroom::RoomState::closed) return classroom::room_is_closed();
    if (recordings::is_room_recorded(tx, room.id))
      return fail(ErrorCode::already_recording, "The class is being recorded already");
    auto recording = new_recording(room, by, wanted, parts_.clock.now());
    recordings::insert_recording(tx, recording);
    link_to_course(tx, recording, room);
    return recording;
  });
}

Result<void> ClassRecordingService::begin(const Recording& recording, RecordingLayout layout) {
  VTP_TRY(const auto folder, parts_.store.path_of(recordings::keys::track(recording.id, "any")));
  VTP_CHECK(parts_.hub.with(*recording.room_id, [&](Room& room, Timestamp now) {
    return classroom::begin_recording(room,
                                      {.id = recording.id,
                                       .title = recording.title,
                                       .started_by = recording.started_by,
                                       .started_at = recording.started_at},
                                      now);
  }));
  const auto begun = studio_->begin(
      {.id = recording.id, .room = *recording.room_id, .folder = folder.parent_path(), .layout = layout});
  if (!begun && begun.error().code == ErrorCode::sfu_not_active) return classroom::room_is_closed();
  return begun;
}

void ClassRecordingService::take_back(const Recording& recording) {
  parts_.hub.with_present(*recording.room_id,
                          [&](Room& room, Timestamp) { classroom::take_back_recording(room, recording.id); });
  const auto erased =
      parts_.database.write([&](db::Transaction& tx) { recordings::erase_recording(tx, recording.id); });
  if (!erased) complain("A recording that did not begin is left", erased.error());
}

// Pause and stop.

Result<PausedRecording> ClassRecordingService::set_paused(const Identity& caller, RecordingId id,
                                                          bool is_paused) {
  VTP_TRY(const auto recording, require_control(parts_.database, parts_.hub, caller, id, parts_.clock.now()));
  if (!recording.recording.is_being_captured()) return not_recording();
  const bool has_changed = studio_->set_paused(id, is_paused);
  if (has_changed)
    parts_.hub.with_present(*recording.recording.room_id, [&](Room& room, Timestamp now) {
      classroom::set_recording_paused(room, id, is_paused, now);
    });
  return PausedRecording{.status = recording.recording.status, .paused = is_paused};
}

Result<StoppedRecording> ClassRecordingService::stop(const Identity& caller, RecordingId id) {
  VTP_CHECK(require_control(parts_.database, parts_.hub, caller, id, parts_.clock.now()));
  VTP_TRY(const auto recording, finish(id, std::nullopt));
  return StoppedRecording{
      .recording_id = id,
      .status = recording.status,
      .stopped_at = recording.stopped_at.value_or(recording.started_at),
      .duration_seconds = recording.duration.value_or(std::chrono::milliseconds(0)),
      .streaming_ready = recording.streaming_ready,
      .message = recording.streaming_ready ? "The lecture can be watched" : "No media were received"};
}

Result<Recording> ClassRecordingService::finish(RecordingId id, const std::optional<Error>& why) {
  const auto outcome = studio_->end(id);
  if (!outcome) return not_recording();
  VTP_TRY(auto recording, make_lecture({.recording = id,
                                        .stopped_at = outcome->stopped_at,
                                        .tracks = finished_tracks(id, outcome->tracks)}));
  tell_room(recording, why);
  return recording;
}

Result<Recording> ClassRecordingService::make_lecture(recordings::FinishedCapture capture) {
  VTP_TRY(auto finalised, parts_.finalisation.finish(capture));
  for (const auto& folder : finalised.unreadable)
    parts_.on_trouble(fmt::format("A track of a recording could not be read: {}", folder));
  return std::move(finalised.recording);
}

void ClassRecordingService::tell_room(const Recording& recording, const std::optional<Error>& why) {
  if (!recording.room_id) return;
  parts_.hub.with_present(*recording.room_id, [&](Room& room, Timestamp now) {
    if (room.is_closed()) return;
    classroom::end_recording(room, recording.id, end_of(recording));
    if (why) classroom::tell_recording_failed(room, recording.id, *why, now);
    if (!recording.streaming_ready) return;
    classroom::RecordingReady ready;
    ready.recording_id = recording.id;
    ready.status = to_text(recording.status);
    ready.streaming_url = fmt::format("/api/v1/recordings/{}/stream/master.m3u8", recording.id.view());
    classroom::tell_recording_ready(room, std::move(ready));
  });
}

Result<void> ClassRecordingService::recover() {
  VTP_TRY(const auto interrupted,
          parts_.database.read([](db::Transaction& tx) { return recordings::find_captured_recordings(tx); }));
  for (const auto& recording : interrupted) {
    VTP_TRY(auto left, tracks_on_disk(parts_.store, recording.id));
    const auto made = make_lecture({.recording = recording.id,
                                    .stopped_at = left.written_at.value_or(recording.started_at),
                                    .tracks = std::move(left.tracks)});
    if (!made) complain("What is left of a recording could not be made a lecture", made.error());
  }
  return {};
}

void ClassRecordingService::stop_all() {
  if (!studio_) return;
  parts_.hub.set_watcher(nullptr);
  pool_.stop();
  for (const auto& id : studio_->all()) {
    const auto finished = finish(id, std::nullopt);
    if (!finished) complain("A recording could not be finished", finished.error());
  }
  studio_.reset();
}

}  // namespace vtp::live
