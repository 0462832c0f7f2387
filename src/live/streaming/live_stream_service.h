// Who may stream a class over HTTP and watch it, and what becomes of it (rows 41 to 43, E68 to E72, E77 and
// E78).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "classroom/room_hub.h"
#include "live/streaming/live_stream_answers.h"
#include "live/streaming/live_streams.h"
#include "live/streaming/stream_news.h"
#include "recordings/recording_access.h"
#include "recordings/visit.h"

namespace vtp::live {

/// A viewer session that goes on or has begun.
struct Watching {
  LiveStreamPointer stream;
  Viewer viewer;
};

class LiveStreamService {
 public:
  /// Everything outlives the service.
  LiveStreamService(db::Database& database, classroom::RoomHub& hub, LiveStreams& streams, const Clock& clock)
      : database_(database), hub_(hub), streams_(streams), clock_(clock) {}

  /// RECORDING_NOT_ACTIVE, ALREADY_LIVE.
  Result<LiveStarted> start(const Identity& caller, RecordingId id, const StartLive& wanted);
  /// NOT_LIVE if there never was a stream.
  Result<LiveStopped> stop(const Identity& caller, RecordingId id);

  /// By somebody who may view the recording. The session that `viewer` names goes on: VIEWER_NOT_FOUND if it
  /// is not theirs. Without it another begins, as a view. NOT_LIVE, VIEWER_LIMIT_REACHED.
  Result<Watching> watch(const recordings::Visit& visit, RecordingId id, std::optional<ViewerId> viewer,
                         QualityLabel label = QualityLabel::low);
  /// As `watch`, for players that say nothing of a session: the latest of the person goes on.
  Result<Watching> watch_again(const recordings::Visit& visit, RecordingId id);

  /// Those that the caller may view.
  Result<StreamList> list(const Identity& caller);
  Result<StreamStatus> status(const Identity& caller, RecordingId id);
  /// By that viewer, or whoever controls the recording. VIEWER_NOT_FOUND.
  Result<ViewerLeft> leave(const Identity& caller, RecordingId id, ViewerId viewer);
  Result<QualityAdapted> adapt(const Identity& caller, RecordingId id, const AdaptQuality& report);

  Result<DistributionMetrics> metrics();
  DistributionHealth health();

  /// After a start: what was streamed when the process ended is over.
  Result<void> close_abandoned();
  /// What time brings about; to be called a few times a second. Fails if something could not be written down
  /// and will be tried again.
  Result<void> tick();

  [[nodiscard]] LiveStreams& streams() { return streams_; }
  [[nodiscard]] Timestamp now() const { return clock_.now(); }
  /// RECORDING_NOT_FOUND.
  Result<recordings::Access> require_view(const Identity& caller, RecordingId id);

 private:
  Result<recordings::Access> require_control(const Identity& caller, RecordingId id);
  Result<LiveStreamPointer> require_live(RecordingId id);
  Result<Watching> begin_watching(const recordings::Visit& visit, const LiveStreamPointer& stream,
                                  QualityLabel label);

  Result<void> keep(LiveStream& stream, bool is_over);
  Result<void> end_unless_recorded(const LiveStream& stream);

  db::Database& database_;
  classroom::RoomHub& hub_;
  LiveStreams& streams_;
  const Clock& clock_;
  std::mutex tick_mutex_;                            // for what follows
  std::vector<LiveStreamPointer> unkept_;            // over, and not yet written down
  std::map<LiveStreamId, std::int64_t> told_bytes_;  // at the last figures
  Timestamp next_figures_;
};

std::unexpected<Error> not_live();
std::unexpected<Error> viewer_not_found();
std::unexpected<Error> viewer_limit_reached();

}  // namespace vtp::live
