#include "live/recording/recorded_tracks.h"

#include <utility>

#include "base/try.h"

namespace vtp::live {

Result<RecordedTrack> RecordedTracks::create(TrackDescription description, const media::TrackRecord& record) {
  VTP_TRY(auto log, media::TrackLog::create(folder_ / description.name, record));
  tracks_.push_back({.description = std::move(description), .log = std::move(log)});
  return tracks_.back();
}

}  // namespace vtp::live
