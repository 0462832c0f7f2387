#include "live/streaming/live_stream_service.h"

#include <algorithm>
#include <utility>

#include "base/try.h"
#include "live/recording_control.h"
#include "live/streaming/live_stream_store.h"
#include "recordings/access_log.h"
#include "recordings/recording_store.h"

namespace vtp::live {
namespace {

using recordings::Access;
using recordings::Right;

constexpr std::chrono::seconds limit_retry{10};  // row 42

std::vector<QualityLabel> list_of(const std::set<QualityLabel>& labels) {
  return {labels.begin(), labels.end()};
}

StreamFacts facts_of(const recordings::Recording& recording, const StartLive& wanted, UserId by,
                     Timestamp now) {
  StreamFacts facts{.id = LiveStreamId::make(),
                    .recording = recording.id,
                    .room = recording.room_id,
                    .title = recording.title,
                    .max_viewers = wanted.max_viewers,
                    .low_latency = wanted.low_latency,
                    .dvr_window = std::chrono::seconds(wanted.dvr_window_seconds),
                    .started_by = by,
                    .started_at = now};
  if (wanted.profiles) facts.profiles.insert(wanted.profiles->begin(), wanted.profiles->end());
  return facts;
}

std::unexpected<Error> already_live() {
  return fail(ErrorCode::already_live, "The class is streamed already");
}

Viewer new_viewer(const Identity& who, QualityLabel label, Timestamp now) {
  Viewer viewer;
  viewer.id = ViewerId::make();
  viewer.session = recordings::PlaybackSessionId::make();
  viewer.user = who.user;
  viewer.full_name = who.full_name;
  viewer.label = label;
  viewer.joined_at = viewer.last_seen_at = now;
  return viewer;
}

/// The session goes on if it is the caller's and there is place.
Result<Viewer> renew(LiveStream& stream, ViewerId id, UserId user, Timestamp now) {
  return stream.with_viewers([&](ViewerSessions& viewers) -> Result<Viewer> {
    if (const auto* viewer = viewers.renew(id, user, now)) return *viewer;
    const auto* known = viewers.find(id);
    const bool was_silent =
        known != nullptr && known->user == user && !known->is_open() && known->reason == LeaveReason::silence;
    if (was_silent) return viewer_limit_reached();
    return viewer_not_found();
  });
}

ViewerFigures figures_of(const Viewer& viewer, Timestamp now) {
  ViewerFigures figures;
  figures.viewer_id = viewer.id;
  figures.user_id = viewer.user;
  figures.full_name = viewer.full_name;
  figures.current_bitrate = viewer.label;
  figures.segments_received = viewer.segments;
  figures.bytes_received = viewer.bytes;
  figures.buffer_health = viewer.buffer_health;
  figures.connection_quality = viewer.quality;
  figures.duration = std::chrono::duration_cast<std::chrono::milliseconds>(now - viewer.joined_at);
  return figures;
}

}  // namespace

std::unexpected<Error> not_live() {
  return fail(ErrorCode::not_live, "The class is not streamed");
}

std::unexpected<Error> viewer_not_found() {
  return fail(ErrorCode::viewer_not_found, "The stream has no such viewer");
}

std::unexpected<Error> viewer_limit_reached() {
  Error error{.code = ErrorCode::viewer_limit_reached,
              .message = "As many people watch as the stream is meant for",
              .details = {},
              .retry_after = limit_retry};
  return std::unexpected(std::move(error));
}

Result<Access> LiveStreamService::require_view(const Identity& caller, RecordingId id) {
  return database_.read(
      [&](db::Transaction& tx) { return recordings::require(tx, caller, id, Right::view, clock_.now()); });
}

Result<Access> LiveStreamService::require_control(const Identity& caller, RecordingId id) {
  return live::require_control(database_, hub_, caller, id, clock_.now());
}

Result<LiveStreamPointer> LiveStreamService::require_live(RecordingId id) {
  auto stream = streams_.find_running(id);
  if (!stream) return not_live();
  return stream;
}

Result<LiveStarted> LiveStreamService::start(const Identity& caller, RecordingId id,
                                             const StartLive& wanted) {
  VTP_TRY(const auto access, require_control(caller, id));
  if (!access.recording.is_being_captured())
    return fail(ErrorCode::recording_not_active, "The recording does not run");
  const auto now = clock_.now();
  const auto facts = facts_of(access.recording, wanted, caller.user, now);
  VTP_CHECK(database_.write([&](db::Transaction& tx) -> Result<void> {
    if (!insert_live_stream(tx, facts)) return already_live();
    return {};
  }));
  const auto stream = streams_.begin(facts);
  if (!stream) return already_live();
  tell_started(hub_, *stream);
  return LiveStarted{.recording_id = id,
                     .stream_id = facts.id,
                     .max_viewers = facts.max_viewers,
                     .profiles = list_of(stream->produced()),
                     .live_url = live_url(id),
                     .low_latency = facts.low_latency,
                     .started_at = now,
                     .timestamp = now};
}

Result<LiveStopped> LiveStreamService::stop(const Identity& caller, RecordingId id) {
  VTP_CHECK(require_control(caller, id));
  if (streams_.end(id)) VTP_CHECK(tick());  // writes down what has ended
  VTP_TRY(const auto stored, database_.read([&](db::Transaction& tx) { return find_last_stream(tx, id); }));
  if (!stored) return not_live();
  const auto stopped_at = stored->ended_at.value_or(clock_.now());
  return LiveStopped{.recording_id = id,
                     .stream_id = stored->id,
                     .stopped_at = stopped_at,
                     .duration_seconds = std::chrono::duration_cast<std::chrono::milliseconds>(
                         stopped_at - stored->started_at),
                     .peak_viewers = stored->figures.peak_viewers,
                     .total_viewers = stored->figures.total_viewers,
                     .timestamp = clock_.now()};
}

Result<Watching> LiveStreamService::watch(const recordings::Visit& visit, RecordingId id,
                                          std::optional<ViewerId> viewer, QualityLabel label) {
  VTP_CHECK(require_view(visit.caller, id));
  VTP_TRY(const auto stream, require_live(id));
  if (!viewer) return begin_watching(visit, stream, label);
  VTP_TRY(auto known, renew(*stream, *viewer, visit.caller.user, clock_.now()));
  return Watching{stream, std::move(known)};
}

Result<Watching> LiveStreamService::watch_again(const recordings::Visit& visit, RecordingId id) {
  VTP_CHECK(require_view(visit.caller, id));
  VTP_TRY(const auto stream, require_live(id));
  auto known = stream->with_viewers([&](ViewerSessions& viewers) -> std::optional<Viewer> {
    const auto* latest = viewers.find_of(visit.caller.user);
    if (latest == nullptr) return std::nullopt;
    const auto* renewed = viewers.renew(latest->id, visit.caller.user, clock_.now());
    return renewed == nullptr ? std::nullopt : std::optional(*renewed);
  });
  if (known) return Watching{stream, *std::move(known)};
  return begin_watching(visit, stream, QualityLabel::low);
}

Result<Watching> LiveStreamService::begin_watching(const recordings::Visit& visit,
                                                   const LiveStreamPointer& stream, QualityLabel label) {
  const auto now = clock_.now();
  const auto id = stream->facts().recording;
  const auto viewer = new_viewer(visit.caller, nearest(label, stream->produced()).value_or(label), now);
  const bool has_place = stream->with_viewers([&](ViewerSessions& viewers) { return viewers.open(viewer); });
  if (!has_place) return viewer_limit_reached();
  const auto kept = database_.write([&](db::Transaction& tx) -> Result<void> {
    recordings::insert_session(tx, {.id = viewer.session,
                                    .recording = id,
                                    .user = viewer.user,
                                    .mode = recordings::PlaybackMode::live,
                                    .started_at = now,
                                    .last_seen_at = now,
                                    .segments = {},
                                    .last_position = {},
                                    .last_position_at = {}});
    recordings::log_access(tx, visit, id, recordings::AccessAction::stream, now);
    store_viewer(tx, stream->facts().id, viewer);
    return {};
  });
  if (!kept) {
    stream->with_viewers(
        [&](ViewerSessions& viewers) { viewers.close(viewer.id, LeaveReason::closed, now); });
    return std::unexpected(kept.error());
  }
  return Watching{stream, viewer};
}

Result<StreamList> LiveStreamService::list(const Identity& caller) {
  StreamList list;
  const auto running = streams_.running();
  VTP_CHECK(database_.read([&](db::Transaction& tx) -> Result<void> {
    list.streams.clear();
    for (const auto& stream : running) {
      const auto access =
          recordings::require(tx, caller, stream->facts().recording, Right::view, clock_.now());
      if (!access) continue;
      list.streams.push_back(
          {.recording_id = stream->facts().recording,
           .title = access->recording.title,
           .active_viewers = stream->with_viewers([](const ViewerSessions& all) { return all.active(); }),
           .max_viewers = stream->facts().max_viewers,
           .started_at = stream->facts().started_at});
    }
    return {};
  }));
  std::ranges::sort(list.streams, std::ranges::greater{}, &ListedStream::started_at);
  return list;
}

Result<StreamStatus> LiveStreamService::status(const Identity& caller, RecordingId id) {
  VTP_CHECK(database_.read([&](db::Transaction& tx) {
    return recordings::require(tx, caller, id, Right::analytics, clock_.now());
  }));
  VTP_TRY(const auto stream, require_live(id));
  const auto now = clock_.now();
  StreamStatus status{.recording_id = id, .timestamp = now};
  stream->with_viewers([&](const ViewerSessions& viewers) {
    status.active_viewers = viewers.active();
    status.peak_viewers = viewers.peak();
    for (const auto& viewer : viewers.open_ones()) status.viewers.push_back(figures_of(viewer, now));
  });
  status.total_segments_served = stream->counts().segments;
  status.total_bytes_served = stream->counts().bytes;
  return status;
}

Result<ViewerLeft> LiveStreamService::leave(const Identity& caller, RecordingId id, ViewerId viewer) {
  VTP_CHECK(require_view(caller, id));
  VTP_TRY(const auto stream, require_live(id));
  const bool is_own = stream->with_viewers([&](const ViewerSessions& viewers) {
    const auto* known = viewers.find(viewer);
    return known != nullptr && known->user == caller.user;
  });
  if (!is_own) VTP_CHECK(require_control(caller, id));
  const bool was_open = stream->with_viewers(
      [&](ViewerSessions& viewers) { return viewers.close(viewer, LeaveReason::closed, clock_.now()); });
  if (!was_open) return viewer_not_found();
  return ViewerLeft{.timestamp = clock_.now()};
}

Result<QualityAdapted> LiveStreamService::adapt(const Identity& caller, RecordingId id,
                                                const AdaptQuality& report) {
  VTP_CHECK(require_view(caller, id));
  VTP_TRY(const auto stream, require_live(id));
  const auto produced = stream->produced();
  QualityAdapted answer{.recording_id = id,
                        .viewer_id = report.viewer_id,
                        .buffer_health = report.buffer_health,
                        .timestamp = clock_.now()};
  VTP_CHECK(stream->with_viewers([&](ViewerSessions& viewers) -> Result<void> {
    auto* viewer = viewers.renew(report.viewer_id, caller.user, clock_.now());
    if (viewer == nullptr) return viewer_not_found();
    answer.old_bitrate = viewer->label;
    viewer->label = answer.new_bitrate = adapted(viewer->label, report.buffer_health, produced);
    viewer->buffer_health = report.buffer_health;
    viewer->quality = answer.connection_quality = quality_of(report.buffer_health);
    return {};
  }));
  answer.rendition = stream->rendition_of(answer.new_bitrate);
  answer.message =
      answer.new_bitrate == answer.old_bitrate ? "The quality stays" : "Another quality fits better";
  return answer;
}

Result<DistributionMetrics> LiveStreamService::metrics() {
  DistributionMetrics metrics{.timestamp = clock_.now()};
  std::int64_t shared = 0, written = 0;
  std::vector<LiveStreamId> running;
  for (const auto& stream : streams_.running()) {
    const auto& counts = stream->counts();
    running.push_back(stream->facts().id);
    ++metrics.total_distributors;
    metrics.total_active_viewers +=
        stream->with_viewers([](const ViewerSessions& viewers) { return viewers.active(); });
    metrics.total_segments_served += counts.segments;
    metrics.total_bytes_served += counts.bytes;
    metrics.total_delivery_failures += counts.failures;
    shared += counts.playlists_shared;
    written += counts.playlists_written;
  }
  VTP_TRY(const auto earlier, database_.read([&](db::Transaction& tx) { return sum_streams(tx, running); }));
  metrics.total_segments_served += earlier.segments;
  metrics.total_bytes_served += earlier.bytes;
  metrics.total_delivery_failures += earlier.failures;
  if (shared + written > 0)
    metrics.cdn_cache_hit_rate = {100.0 * static_cast<double>(shared) /
                                  static_cast<double>(shared + written)};
  return metrics;
}

DistributionHealth LiveStreamService::health() {
  constexpr double unhealthy = 0.01;
  DistributionHealth health{.timestamp = clock_.now()};
  for (const auto& stream : streams_.running()) {
    ++health.distributors;
    health.active_viewers +=
        stream->with_viewers([](const ViewerSessions& viewers) { return viewers.active(); });
  }
  const auto rate = streams_.failures().rate(health.timestamp);
  health.failure_rate = {100 * rate};
  if (rate > unhealthy) health.status = "degraded";
  return health;
}

Result<void> LiveStreamService::close_abandoned() {
  return database_.write([](db::Transaction& tx) -> Result<void> {
    stop_abandoned_streams(tx);
    return {};
  });
}

Result<void> LiveStreamService::tick() {
  constexpr std::chrono::seconds figures_interval{5};
  const std::lock_guard lock(tick_mutex_);
  streams_.tick();
  for (auto& stream : streams_.take_ended()) {
    tell_stopped(hub_, *stream, clock_.now());
    unkept_.push_back(std::move(stream));
  }
  while (!unkept_.empty()) {
    VTP_CHECK(keep(*unkept_.back(), true));
    told_bytes_.erase(unkept_.back()->facts().id);
    unkept_.pop_back();
  }
  const auto now = clock_.now();
  if (now < next_figures_) return {};
  next_figures_ = now + figures_interval;
  for (const auto& stream : streams_.running()) {
    const std::int64_t bytes = stream->counts().bytes;
    const auto before = std::exchange(told_bytes_[stream->facts().id], bytes);
    tell_figures(hub_, *stream, (bytes - before) * 8 / std::chrono::milliseconds(figures_interval).count());
    VTP_CHECK(keep(*stream, false));
    VTP_CHECK(end_unless_recorded(*stream));
  }
  return {};
}

/// A recording without media has no logs whose end would be heard of.
Result<void> LiveStreamService::end_unless_recorded(const LiveStream& stream) {
  const auto id = stream.facts().recording;
  VTP_TRY(const auto recording,
          database_.read([&](db::Transaction& tx) { return recordings::find_recording(tx, id); }));
  if (!recording || !recording->is_being_captured()) streams_.end(id);
  return {};
}

Result<void> LiveStreamService::keep(LiveStream& stream, bool is_over) {
  const auto figures = live::figures_of(stream);
  const auto viewers = stream.with_viewers([](ViewerSessions& sessions) { return sessions.take_changed(); });
  const auto kept = database_.write([&](db::Transaction& tx) -> Result<void> {
    store_figures(tx, stream.facts().id, figures, clock_.now());
    for (const auto& viewer : viewers) store_viewer(tx, stream.facts().id, viewer);
    if (is_over) mark_stopped(tx, stream.facts().id, stream.ended_at().value_or(clock_.now()));
    return {};
  });
  if (!kept) stream.with_viewers([&](ViewerSessions& sessions) { sessions.mark_changed(viewers); });
  return kept;
}

}  // namespace vtp::live
