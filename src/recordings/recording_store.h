// The table `recordings`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/database.h"
#include "recordings/recording.h"

namespace vtp::recordings {

/// Those in the trash are found too.
std::optional<Recording> find_recording(db::Transaction& tx, RecordingId id);

/// The columns that `read_recording` expects, of `recordings r join users u on u.id = r.started_by`.
std::string_view recording_columns();
Recording read_recording(const db::Row& row);

void insert_recording(db::Transaction& tx, const Recording& recording);

/// Writes every column but id, owner and time of creation; the trash has functions of its own.
void update_recording(db::Transaction& tx, const Recording& recording, Timestamp now);

void move_to_trash(db::Transaction& tx, RecordingId id, Timestamp now, Timestamp purge_after);
void take_from_trash(db::Transaction& tx, RecordingId id, Timestamp now);

/// With all rows that belong to the recording. Files are for the caller to remove.
void erase_recording(db::Transaction& tx, RecordingId id);

/// Is a recording of the room pending or running?
bool is_room_recorded(db::Transaction& tx, RoomId room);
/// Recordings of rooms that are pending or running, in the trash too: after a start of the program nobody
/// records them any more.
std::vector<Recording> find_captured_recordings(db::Transaction& tx);

/// Recordings whose time in the trash is over.
std::vector<RecordingId> find_purgeable(db::Transaction& tx, Timestamp now, int limit);

/// Bytes of the originals that a user has, in the trash too.
std::int64_t stored_bytes(db::Transaction& tx, UserId owner);

void transfer_recordings(db::Transaction& tx, UserId from, UserId to, Timestamp now);

/// Which recordings a list shows (row 15), besides what the viewer may see.
struct RecordingFilter {
  std::optional<RoomId> room;
  std::optional<UserId> owner;
  std::optional<CourseId> course;
  std::optional<RecordingStatus> status;
  std::optional<RecordingSource> source;
  std::optional<bool> published;  // in any course
  std::string text;
  bool deleted = false;
  std::string_view order_column = "r.created_at";
  bool descending = true;
  std::int64_t limit = 10;
  std::int64_t offset = 0;
};

std::vector<Recording> list_recordings(db::Transaction& tx, const Identity& viewer,
                                       const RecordingFilter& filter, Timestamp now);
std::int64_t count_recordings(db::Transaction& tx, const Identity& viewer, const RecordingFilter& filter,
                              Timestamp now);

}  // namespace vtp::recordings
