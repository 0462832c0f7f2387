// The end of a recorded class: what the recorder has left becomes a lecture, served from the logs of its
// tracks as they lie there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "recordings/processing/pipeline.h"
#include "recordings/recording_track.h"

namespace vtp::recordings {

/// The log of one track, to which nothing is appended any more.
struct FinishedTrack {
  TrackSource source = TrackSource::camera;
  /// It makes up the lecture: the picture of the presenter in each of its layers, the screen, the mixed
  /// sound. Others are kept, and shown to nobody.
  bool is_shown = true;
  std::string folder;              // key in the media store: keys::track()
  std::optional<std::string> rid;  // of a layer
  std::optional<UserId> user;
  std::optional<std::string> participant;
  std::int64_t packets = 0;
  std::int64_t packets_lost = 0;
};

struct CapturedTrack;
struct LecturePlan;

struct FinishedCapture {
  RecordingId recording;
  Timestamp stopped_at;
  std::vector<FinishedTrack> tracks;
};

struct Finalised {
  Recording recording;
  /// Folders of logs that could not be opened, for the operator to hear of. The lecture goes without them.
  std::vector<std::string> unreadable;
};

/// Safe to use from many threads.
class Finalisation {
 public:
  explicit Finalisation(const processing::Pipeline& pipeline) : pipeline_(pipeline) {}

  /// Stores the renditions that can be played as they are and asks for what is missing: the recording is
  /// completed, or processing and playable all the same, or, if there is nothing in its logs, failed. It does
  /// not matter how the logs came to their end: what a crash has left half done is cut off, so it is called
  /// after a restart as after a stop. A recording that is not being captured any more stays as it is.
  ///
  /// Reads the indexes of logs, and of their media next to nothing. RECORDING_NOT_FOUND if it was erased.
  Result<Finalised> finish(const FinishedCapture& capture);

 private:
  void store(db::Transaction& tx, Recording recording, std::span<const CapturedTrack> tracks,
             const LecturePlan& plan);

  const processing::Pipeline& pipeline_;
};

}  // namespace vtp::recordings
