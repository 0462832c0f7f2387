// The live streams of this process: those that run, and for a minute those that have ended. Hears from the
// recorders, and wakes the players who wait, on a thread of its own.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "live/running_recordings.h"
#include "live/streaming/live_stream.h"
#include "runtime/worker_pool.h"

namespace vtp::live {

/// Thread-safe.
class LiveStreams final : public RecordingListener {
 public:
  /// How long playlists and segments stay after the end (row 43).
  static constexpr std::chrono::seconds lingering{60};
  static constexpr std::int64_t most_waiting = 20'000;

  /// Both outlive it.
  LiveStreams(RunningRecordings& recordings, const Clock& clock, const media::LiveTiming& timing = {});
  ~LiveStreams() override;

  /// nullptr if the recording is streamed already.
  LiveStreamPointer begin(StreamFacts facts);
  /// The stream stays to be found for a while. nullptr if none runs.
  LiveStreamPointer end(RecordingId recording);

  /// One that runs, or has ended not long ago.
  [[nodiscard]] LiveStreamPointer find(RecordingId recording) const;
  /// nullptr if it does not run.
  [[nodiscard]] LiveStreamPointer find_running(RecordingId recording) const;
  [[nodiscard]] std::vector<LiveStreamPointer> running() const;
  /// Those that have ended since the last call, with what was recorded or by `end`.
  std::vector<LiveStreamPointer> take_ended();

  /// Time-outs; to be called a few times a second.
  void tick();
  /// Nobody waits any longer, neither those who do nor who comes.
  void drain();

  [[nodiscard]] const FailureWatch& failures() const { return failures_; }

  void on_grown(RecordingId recording, const TrackSnapshot& tracks) override;
  void on_ended(RecordingId recording, const TrackSnapshot& tracks) override;

 private:
  [[nodiscard]] std::vector<LiveStreamPointer> all() const;
  void finish(const LiveStreamPointer& stream);
  void wake_soon(LiveStreamPointer stream);

  RunningRecordings& recordings_;
  const Clock& clock_;
  const media::LiveTiming timing_;
  WaitBudget budget_{most_waiting};
  FailureWatch failures_;
  mutable std::mutex mutex_;  // for what follows
  std::map<RecordingId, LiveStreamPointer> streams_;
  std::vector<LiveStreamPointer> ended_;
  WorkerPool waking_;
};

}  // namespace vtp::live
