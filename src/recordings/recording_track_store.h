// The tables `recording_tracks` and `recording_gaps`.
#pragma once

#include <span>
#include <vector>

#include "database/database.h"
#include "recordings/recording_track.h"

namespace vtp::recordings {

/// A track is known by its path; a known one is written anew, save its id.
void store_track(db::Transaction& tx, const RecordingTrack& track, Timestamp now);
/// In the order in which they began.
std::vector<RecordingTrack> find_tracks(db::Transaction& tx, RecordingId recording);

void insert_gaps(db::Transaction& tx, RecordingId recording, std::span<const RecordingGap> gaps,
                 Timestamp now);
std::vector<RecordingGap> find_gaps(db::Transaction& tx, RecordingId recording);

}  // namespace vtp::recordings
