// Which renditions the tracks of a recorded class are, and which are to be made of them: a pure function.
#pragma once

#include <span>
#include <vector>

#include "media/ladder.h"
#include "recordings/captured_track.h"
#include "recordings/rendition.h"

namespace vtp::recordings {

struct LecturePlan {
  const CapturedTrack* picture = nullptr;  // the best one, of which the lecture takes its size
  const CapturedTrack* sound = nullptr;
  std::vector<Rendition> ready;    // served from the logs
  std::vector<Rendition> missing;  // to be made; their paths are the logs to make them of
};

/// Layers of the camera are rungs of the lecture: "source" the best one, the others named by their height.
/// Each has the label of the step of the ladder that it is. A screen beside a camera is the rendition
/// "screen"; without one it takes its place. Of two tracks for the same purpose the one with more data
/// counts. Tracks in codecs that not every player knows are only what others are made of.
LecturePlan plan_lecture(RecordingId recording, std::span<const CapturedTrack> tracks,
                         std::span<const media::LadderStep> ladder);

}  // namespace vtp::recordings
