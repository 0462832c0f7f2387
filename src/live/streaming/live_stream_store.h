// The tables `live_streams` and `live_viewers`.
#pragma once

#include <optional>
#include <vector>

#include "database/database.h"
#include "live/streaming/live_stream.h"

namespace vtp::live {

/// What changes of a stream, and is kept.
struct StreamFigures {
  int peak_viewers = 0;
  std::int64_t total_viewers = 0;
  std::int64_t segments = 0;
  std::int64_t bytes = 0;
  std::int64_t failures = 0;
};

StreamFigures figures_of(LiveStream& stream);

/// A stream as the database has it.
struct StoredStream {
  LiveStreamId id;
  Timestamp started_at;
  std::optional<Timestamp> ended_at;
  StreamFigures figures;
};

/// False if the recording is streamed already.
bool insert_live_stream(db::Transaction& tx, const StreamFacts& facts);
void store_figures(db::Transaction& tx, LiveStreamId id, const StreamFigures& figures, Timestamp now);
void mark_stopped(db::Transaction& tx, LiveStreamId id, Timestamp at);
/// Streams that were going on when the process ended. What is left of them is what was written last.
std::int64_t stop_abandoned_streams(db::Transaction& tx);

/// The latest one of the recording.
std::optional<StoredStream> find_last_stream(db::Transaction& tx, RecordingId recording);

/// The viewer and their playback session, as they are now.
void store_viewer(db::Transaction& tx, LiveStreamId stream, const Viewer& viewer);

/// Sums over all streams that there have been.
struct DistributionSums {
  std::int64_t segments = 0, bytes = 0, failures = 0;
};
/// Without those of `except`, which are known better.
DistributionSums sum_streams(db::Transaction& tx, const std::vector<LiveStreamId>& except);

}  // namespace vtp::live
