#include "recordings/viewing_figures.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/intervals.h"

namespace vtp::recordings {
namespace {

std::chrono::seconds whole_seconds(std::int64_t ms) {
  return std::chrono::duration_cast<std::chrono::seconds>(milliseconds(ms));
}

/// The most people whose sessions lay over one another at some moment; one with two devices counts once.
std::int64_t peak_of(db::Transaction& tx, RecordingId recording) {
  std::map<std::string, IntervalSet> by_user;
  const auto rows = tx.query(
      "select user_id, started_at, last_seen_at from playback_sessions "
      "where recording_id = $1 and counted = 1 and user_id is not null",
      recording);
  for (const auto& row : rows) {
    auto user = row.next<std::string>();
    const auto from = row.next<std::int64_t>();
    by_user[std::move(user)].add({from, std::max(row.next<std::int64_t>(), from + 1)});
  }
  std::vector<std::pair<std::int64_t, int>> changes;
  for (const auto& [user, present] : by_user)
    for (const auto& interval : present.intervals()) {
      changes.emplace_back(interval.begin, 1);
      changes.emplace_back(interval.end, -1);
    }
  std::ranges::sort(changes);  // at the same moment those who go come first
  std::int64_t watching = 0;
  std::int64_t peak = 0;
  for (const auto& [moment, change] : changes) {
    watching += change;
    peak = std::max(peak, watching);
  }
  return peak;
}

}  // namespace

ViewingSummary summarise_views(db::Transaction& tx, RecordingId recording) {
  const auto rows = tx.query(
      "select count(*), count(distinct user_id), cast(coalesce(sum(wall_ms), 0) as bigint), "
      "max(last_seen_at) "
      "from playback_sessions where recording_id = $1 and counted = 1",
      recording);
  const auto& row = rows.front();
  ViewingSummary summary;
  summary.total_sessions = row.next<std::int64_t>();
  summary.unique_viewers = row.next<std::int64_t>();
  const auto wall_ms = row.next<std::int64_t>();
  summary.total_playtime = whole_seconds(wall_ms);
  if (summary.total_sessions > 0) summary.average_playtime = whole_seconds(wall_ms / summary.total_sessions);
  summary.last_accessed_at = row.next<std::optional<Timestamp>>();
  return summary;
}

ViewingFigures count_views(db::Transaction& tx, RecordingId recording) {
  const auto summary = summarise_views(tx, recording);
  ViewingFigures figures;
  figures.recording_id = recording;
  figures.total_sessions = summary.total_sessions;
  figures.unique_viewers = summary.unique_viewers;
  figures.total_playtime = summary.total_playtime;
  figures.average_playtime = summary.average_playtime;
  figures.last_accessed_at = summary.last_accessed_at;
  figures.completion_rate.value =
      tx.query(
            "select avg(coalesce(cast(coverage.covered as double precision) * 100 / nullif(coverage.seconds, "
            "0), 0)) "
            "from (select distinct user_id from playback_sessions where recording_id = $1 and counted = 1) "
            "viewer "
            "left join coverage on coverage.recording_id = $1 and coverage.user_id = viewer.user_id",
            recording)
          .front()
          .get<std::optional<double>>(0)
          .value_or(0);
  figures.completed_viewers =
      tx.query("select count(*) from playback_positions where recording_id = $1 and completed_at is not null",
               recording)
          .front()
          .get<std::int64_t>(0);
  figures.download_count = tx.query(
                                 "select count(*) from recording_access_log where recording_id = $1 "
                                 "and action = 'download' and status = 'success'",
                                 recording)
                               .front()
                               .get<std::int64_t>(0);
  const auto qualities = tx.query(
      "select quality.quality from playback_qualities quality join playback_sessions session "
      "on session.id = quality.session_id where session.recording_id = $1 "
      "group by quality.quality order by sum(quality.wall_ms) desc, quality.quality limit 1",
      recording);
  if (!qualities.empty()) figures.average_quality = qualities.front().get<std::string>(0);
  figures.buffer_events = tx.query(
                                "select cast(coalesce(sum(buffer_events), 0) as bigint) from "
                                "playback_sessions where recording_id = $1",
                                recording)
                              .front()
                              .get<std::int64_t>(0);
  figures.peak_concurrent_viewers = peak_of(tx, recording);
  return figures;
}

}  // namespace vtp::recordings
