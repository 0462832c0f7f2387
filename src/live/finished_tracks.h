// The tracks of a recording that has ended, as recordings take them: from whoever recorded them, or as a
// crash has left them on the disk.
#pragma once

#include <optional>
#include <vector>

#include "blobs/directory.h"
#include "live/recording/recorded_tracks.h"
#include "recordings/finalisation.h"

namespace vtp::live {

std::vector<recordings::FinishedTrack> finished_tracks(RecordingId recording,
                                                       const std::vector<RecordedTrack>& tracks);

struct TracksOnDisk {
  std::vector<recordings::FinishedTrack> tracks;
  std::optional<Timestamp> written_at;  // the last time; nullopt: there are none
};
/// Whatever lies in the folder of the tracks, with what the names of folders say. Whose sound it was is not
/// known any more.
Result<TracksOnDisk> tracks_on_disk(blobs::Directory& store, RecordingId recording);

}  // namespace vtp::live
