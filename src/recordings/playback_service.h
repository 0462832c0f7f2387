// Playlists and manifests of stored recordings.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "database/database.h"
#include "recordings/recording_access.h"
#include "recordings/rendition.h"
#include "recordings/visit.h"

namespace vtp::recordings {

/// A recording that can be played by the caller, with its renditions.
struct Playable {
  Access access;
  std::vector<Rendition> renditions;

  [[nodiscard]] bool is_final() const { return access.recording.status != RecordingStatus::processing; }
};

struct Playlist {
  std::string text;
  bool is_final = true;  // false while better renditions are on their way
};

class PlaybackService {
 public:
  PlaybackService(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  // Each of these is the first thing that a player asks for, so it opens the caller's playback session.
  Result<Playlist> multivariant_playlist(const Visit& visit, RecordingId id);
  Result<Playlist> single_playlist(const Visit& visit, RecordingId id);  // the best rendition, sound included
  Result<Playlist> dash_manifest(const Visit& visit, RecordingId id);

  /// SEGMENT_NOT_FOUND for a rendition that is not there.
  Result<Playlist> rendition_playlist(const Visit& visit, RecordingId id, std::string_view rendition);

  Result<Playable> find(const Identity& caller, RecordingId id);
  /// Whether there is anything to play or not. RECORDING_NOT_FOUND.
  Result<Access> require_view(const Identity& caller, RecordingId id);

 private:
  Result<Playable> open(const Visit& visit, RecordingId id);

  db::Database& database_;
  const Clock& clock_;
};

/// "token=..." for callers that came with one: their players carry it on; else empty.
std::string carried_query(const Identity& caller);

std::unexpected<Error> segment_not_found();

}  // namespace vtp::recordings
