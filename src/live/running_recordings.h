// The recordings of classes that run, with the logs of their tracks: how whoever serves them learns from
// whoever writes them.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

#include "base/identity.h"
#include "media/track_log/track_log.h"

namespace vtp::live {

struct RunningTrack {
  std::string rendition;  // its folder and its name in addresses, such as "720p" and "audio"
  std::shared_ptr<const media::TrackLog> log;
  media::TrackKind kind = media::TrackKind::video;
  double frame_rate = 0;  // nominal, of a picture; 0: not known
};

/// In the order in which they came.
using RunningTracks = std::vector<RunningTrack>;
/// Stays as it is while others are added, and keeps the logs.
using TrackSnapshot = std::shared_ptr<const RunningTracks>;

/// Is called on the thread that records: must be quick, and must not call the registry's changing functions.
class RecordingListener {
 public:
  virtual ~RecordingListener() = default;
  /// Something was appended to one of the tracks, or there is another track.
  virtual void on_grown(RecordingId recording, const TrackSnapshot& tracks) = 0;
  /// The logs have ended. The recording is not in the registry any more.
  virtual void on_ended(RecordingId recording, const TrackSnapshot& tracks) = 0;
};

/// Thread-safe. Of one recording, one thread at a time calls the changing functions.
class RunningRecordings {
 public:
  /// The recording runs from its first track on. A rendition of the same name is replaced.
  void add(RecordingId recording, RunningTrack track);
  /// To be called once after each turn in which something was appended or added. Nothing happens if the
  /// recording is not there.
  void grown(RecordingId recording) const;
  /// To be called when the logs have ended. Nothing happens if the recording is not there.
  void remove(RecordingId recording);

  /// nullptr if the recording does not run.
  [[nodiscard]] TrackSnapshot find(RecordingId recording) const;
  [[nodiscard]] std::size_t count() const;

  /// The listener hears of everything from now on.
  void listen(RecordingListener& listener);
  /// It is not being called any more when this returns. Not to be called by listeners.
  void stop_listening(RecordingListener& listener);

 private:
  mutable std::mutex mutex_;  // for recordings_
  std::map<RecordingId, TrackSnapshot> recordings_;
  mutable std::shared_mutex listeners_mutex_;  // held while they are called
  std::vector<RecordingListener*> listeners_;
};

}  // namespace vtp::live
