// Which tracks of a running recording are shown to viewers, and under which names (api.md "Stored media").
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "live/recording/recorded_tracks.h"
#include "live/running_recordings.h"

namespace vtp::live {

/// The name of a track among the renditions: "source" is the camera's best layer, "360p" another one,
/// "screen", "audio". Empty: it is not shown by itself.
std::string rendition_name(const TrackDescription& track, media::PictureSize size);

/// Tells the registry of tracks when something of them has come, and when they have grown. Of one thread.
class ShownRenditions {
 public:
  ShownRenditions(RecordingId recording, RunningRecordings& running)
      : recording_(recording), running_(running) {}

  /// To be called after each turn in which something may have been written.
  void update(const RecordedTracks& tracks);

 private:
  struct Shown {
    const media::TrackLog* log = nullptr;
    std::size_t parts = 0;
    std::size_t segments = 0;
  };
  bool show(const RecordedTrack& track);

  RecordingId recording_;
  RunningRecordings& running_;
  std::vector<Shown> shown_;
  std::set<std::string> names_;
};

}  // namespace vtp::live
