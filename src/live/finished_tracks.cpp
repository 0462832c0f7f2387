#include "live/finished_tracks.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "base/try.h"
#include "recordings/media_keys.h"

namespace vtp::live {
namespace {

using recordings::FinishedTrack;
using recordings::TrackSource;

TrackSource source_of(TrackRole role) {
  switch (role) {
    case TrackRole::camera:
      return TrackSource::camera;
    case TrackRole::screen:
      return TrackSource::screen;
    case TrackRole::programme_sound:
      return TrackSource::programme_sound;
    case TrackRole::screen_sound:
      return TrackSource::screen_sound;
    case TrackRole::microphone:
      break;
  }
  return TrackSource::microphone;
}

FinishedTrack finished(RecordingId recording, TrackRole role, const std::string& name) {
  const auto source = source_of(role);
  FinishedTrack track;
  track.source = source;
  track.is_shown = source != TrackSource::microphone && source != TrackSource::screen_sound;
  track.folder = recordings::keys::track(recording, name);
  return track;
}

std::optional<Timestamp> written_at(const std::filesystem::path& file) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(file, error);
  if (error) return std::nullopt;
  return std::chrono::floor<Timestamp::duration>(std::chrono::file_clock::to_sys(time));
}

}  // namespace

std::vector<FinishedTrack> finished_tracks(RecordingId recording, const std::vector<RecordedTrack>& tracks) {
  std::vector<FinishedTrack> all;
  for (const auto& [description, log] : tracks) {
    auto track = finished(recording, description.role, description.name);
    if (description.owner) track.participant = description.owner->text();
    track.user = description.user;
    all.push_back(std::move(track));
  }
  return all;
}

Result<TracksOnDisk> tracks_on_disk(blobs::Directory& store, RecordingId recording) {
  VTP_TRY(const auto folder, store.path_of(recordings::keys::track(recording, "any")));
  TracksOnDisk found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder.parent_path(), error)) {
    const auto name = entry.path().filename().string();
    const auto role = role_of_track(name);
    if (!role) continue;
    found.tracks.push_back(finished(recording, *role, name));
    if (const auto written = written_at(entry.path() / media::track_index_name))
      found.written_at = std::max(found.written_at.value_or(*written), *written);
  }
  if (error && error != std::errc::no_such_file_or_directory)
    return fail(ErrorCode::internal_error, "The tracks of the recording cannot be read: " + error.message());
  std::ranges::sort(found.tracks, {}, &FinishedTrack::folder);
  return found;
}

}  // namespace vtp::live
