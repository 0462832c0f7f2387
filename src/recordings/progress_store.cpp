#include "recordings/progress_store.h"

namespace vtp::recordings {

Coverage find_coverage(db::Transaction& tx, RecordingId recording, UserId user, milliseconds duration) {
  const auto rows =
      tx.query("select bits from coverage where recording_id = $1 and user_id = $2", recording, user);
  if (rows.empty()) return Coverage(duration);
  return Coverage(duration, rows.front().get<db::Bytes>(0));
}

void store_coverage(db::Transaction& tx, RecordingId recording, UserId user, const Coverage& coverage,
                    Timestamp now) {
  tx.query(
      "insert into coverage (recording_id, user_id, bits, seconds, covered, created_at, updated_at) "
      "values ($1, $2, $3, $4, $5, $6, $6) on conflict (recording_id, user_id) do update set bits = "
      "excluded.bits, "
      "seconds = excluded.seconds, covered = excluded.covered, updated_at = excluded.updated_at",
      recording, user, coverage.bits(), coverage.seconds(), coverage.covered(), now);
}

std::optional<PlaybackPosition> find_position(db::Transaction& tx, RecordingId recording, UserId user) {
  const auto rows = tx.query(
      "select position_ms, completed_at from playback_positions where recording_id = $1 and user_id = $2",
      recording, user);
  if (rows.empty()) return std::nullopt;
  PlaybackPosition position;
  position.position = milliseconds(rows.front().next<std::int64_t>());
  position.completed_at = rows.front().next<std::optional<Timestamp>>();
  return position;
}

void store_position(db::Transaction& tx, RecordingId recording, UserId user, const PlaybackPosition& position,
                    milliseconds duration, Timestamp now) {
  tx.query(
      "insert into playback_positions (recording_id, user_id, position_ms, duration_ms, completed_at, "
      "created_at, "
      "updated_at) values ($1, $2, $3, $4, $5, $6, $6) on conflict (recording_id, user_id) do update set "
      "position_ms = excluded.position_ms, duration_ms = excluded.duration_ms, "
      "completed_at = coalesce(playback_positions.completed_at, excluded.completed_at), "
      "updated_at = excluded.updated_at",
      recording, user, position.position.count(), duration.count(), position.completed_at, now);
}

}  // namespace vtp::recordings
