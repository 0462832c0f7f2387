#include "live/streaming/live_stream_store.h"

#include <algorithm>
#include <string>

#include "json/shape.h"

namespace vtp::live {

StreamFigures figures_of(LiveStream& stream) {
  const auto& counts = stream.counts();
  StreamFigures figures{.segments = counts.segments, .bytes = counts.bytes, .failures = counts.failures};
  stream.with_viewers([&](const ViewerSessions& viewers) {
    figures.peak_viewers = viewers.peak();
    figures.total_viewers = viewers.total();
  });
  return figures;
}

bool insert_live_stream(db::Transaction& tx, const StreamFacts& facts) {
  std::string profiles;
  for (const auto label : facts.profiles)
    profiles.append(profiles.empty() ? "[\"" : ",\"").append(to_text(label)).append("\"");
  profiles.append(profiles.empty() ? "[]" : "]");
  return !tx.query(
                "insert into live_streams (id, recording_id, status, max_viewers, low_latency, dvr_window_s,"
                " profiles, started_by, started_at, created_at, updated_at)"
                " values ($1, $2, 'active', $3, $4, $5, $6, $7, $8, $8, $8) on conflict do nothing returning "
                "id",
                facts.id, facts.recording, facts.max_viewers, facts.low_latency, facts.dvr_window.count(),
                profiles, facts.started_by, facts.started_at)
              .empty();
}

void store_figures(db::Transaction& tx, LiveStreamId id, const StreamFigures& figures, Timestamp now) {
  tx.query(
      "update live_streams set peak_viewers = $2, total_viewers = $3, segments_served = $4, bytes_served = "
      "$5,"
      " delivery_failures = $6, updated_at = $7 where id = $1",
      id, figures.peak_viewers, figures.total_viewers, figures.segments, figures.bytes, figures.failures,
      now);
}

void mark_stopped(db::Transaction& tx, LiveStreamId id, Timestamp at) {
  tx.query("update live_streams set status = 'stopped', ended_at = $2, updated_at = $2 where id = $1", id,
           at);
}

std::int64_t stop_abandoned_streams(db::Transaction& tx) {
  tx.query(
      "update live_viewers set left_at = last_seen_at, leave_reason = 'stopped' where left_at is null"
      " and stream_id in (select id from live_streams where status <> 'stopped')");
  tx.query("update playback_sessions set ended_at = last_seen_at where ended_at is null and mode = 'live'");
  return tx
      .query("update live_streams set status = 'stopped', ended_at = updated_at where status <> 'stopped'")
      .changes();
}

std::optional<StoredStream> find_last_stream(db::Transaction& tx, RecordingId recording) {
  const auto rows = tx.query(
      "select id, started_at, ended_at, peak_viewers, total_viewers, segments_served, bytes_served,"
      " delivery_failures from live_streams where recording_id = $1 order by started_at desc, id desc limit "
      "1",
      recording);
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  StoredStream stream;
  stream.id = row.next<LiveStreamId>();
  stream.started_at = row.next<Timestamp>();
  stream.ended_at = row.next<std::optional<Timestamp>>();
  stream.figures.peak_viewers = row.next<int>();
  stream.figures.total_viewers = row.next<std::int64_t>();
  stream.figures.segments = row.next<std::int64_t>();
  stream.figures.bytes = row.next<std::int64_t>();
  stream.figures.failures = row.next<std::int64_t>();
  return stream;
}

void store_viewer(db::Transaction& tx, LiveStreamId stream, const Viewer& viewer) {
  const auto reason =
      viewer.left_at ? std::optional(std::string(to_text(viewer.reason))) : std::optional<std::string>();
  tx.query(
      "insert into live_viewers (id, stream_id, user_id, current_label, buffer_health, segments, bytes,"
      " connection_quality, joined_at, last_seen_at, left_at, leave_reason, created_at, updated_at)"
      " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $9, $10)"
      " on conflict (id) do update set current_label = excluded.current_label,"
      " buffer_health = excluded.buffer_health, segments = excluded.segments, bytes = excluded.bytes,"
      " connection_quality = excluded.connection_quality, last_seen_at = excluded.last_seen_at,"
      " left_at = excluded.left_at, leave_reason = excluded.leave_reason, updated_at = excluded.updated_at",
      viewer.id, stream, viewer.user, viewer.label, viewer.buffer_health, viewer.segments, viewer.bytes,
      viewer.quality, viewer.joined_at, viewer.last_seen_at, viewer.left_at, reason);
  tx.query("update playback_sessions set last_seen_at = $2, ended_at = $3, updated_at = $2 where id = $1",
           viewer.session, viewer.last_seen_at, viewer.left_at);
}

DistributionSums sum_streams(db::Transaction& tx, const std::vector<LiveStreamId>& except) {
  DistributionSums sums;
  for (const auto& row :
       tx.query("select id, segments_served, bytes_served, delivery_failures from live_streams")) {
    if (std::ranges::find(except, row.next<LiveStreamId>()) != except.end()) continue;
    sums.segments += row.next<std::int64_t>();
    sums.bytes += row.next<std::int64_t>();
    sums.failures += row.next<std::int64_t>();
  }
  return sums;
}

}  // namespace vtp::live
