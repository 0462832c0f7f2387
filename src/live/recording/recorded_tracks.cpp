#include "live/recording/recorded_tracks.h"

#include <utility>

#include "base/try.h"

namespace vtp::live {

std::optional<TrackRole> role_of_track(std::string_view name) {
  std::optional<TrackRole> found;
  for (std::size_t i = 0; i < EnumNames<TrackRole>::names.size(); ++i) {
    // "screen-sound-1" begins like "screen-h264", too.
    const auto word = EnumNames<TrackRole>::names[i];
    if (name.starts_with(word) && (!found || word.size() > to_text(*found).size()))
      found = static_cast<TrackRole>(i);
  }
  return found;
}

Result<RecordedTrack> RecordedTracks::create(TrackDescription description, const media::TrackRecord& record) {
  VTP_TRY(auto log, media::TrackLog::create(folder_ / description.name, record));
  tracks_.push_back({.description = std::move(description), .log = std::move(log)});
  return tracks_.back();
}

}  // namespace vtp::live
