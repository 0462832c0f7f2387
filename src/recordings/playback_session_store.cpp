#include "recordings/playback_session_store.h"

#include <string>

namespace vtp::recordings {
namespace {

const std::string select_sessions =
    "select id, recording_id, user_id, mode, started_at, last_seen_at, segments, last_position_ms, "
    "last_position_at "
    "from playback_sessions ";

PlaybackSession read_session(const db::Row& row) {
  PlaybackSession session;
  session.id = row.next<PlaybackSessionId>();
  session.recording = row.next<RecordingId>();
  session.user = row.next<std::optional<UserId>>().value_or(UserId{});
  session.mode = row.next<PlaybackMode>();
  session.started_at = row.next<Timestamp>();
  session.last_seen_at = row.next<Timestamp>();
  if (const auto bytes = row.next<std::optional<db::Bytes>>()) session.segments = PlayedSegments(*bytes);
  if (const auto position = row.next<std::optional<std::int64_t>>())
    session.last_position = milliseconds(*position);
  session.last_position_at = row.next<std::optional<Timestamp>>();
  return session;
}

std::optional<PlaybackSession> first_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return read_session(rows.front());
}

}  // namespace

std::optional<PlaybackSession> find_session(db::Transaction& tx, PlaybackSessionId id) {
  return first_of(tx.query(select_sessions + "where id = $1", id));
}

std::optional<PlaybackSession> find_open_session(db::Transaction& tx, RecordingId recording, UserId user,
                                                 Timestamp now) {
  return first_of(
      tx.query(select_sessions +
                   "where user_id = $1 and recording_id = $2 and last_seen_at >= $3 and ended_at is null "
                   "order by last_seen_at desc, id desc limit 1",
               user, recording, now - PlaybackSession::silence_limit));
}

bool insert_session(db::Transaction& tx, const PlaybackSession& session) {
  // The course through which the viewer came, if it is one that shows the recording to them.
  return !tx.query(
                "insert into playback_sessions (id, recording_id, user_id, course_id, mode, started_at, "
                "last_seen_at, "
                "created_at, updated_at) values ($1, $2, $3, (select min(link.course_id) from "
                "course_recordings link "
                "join course_roles roles on roles.course_id = link.course_id and roles.user_id = $3 "
                "where link.recording_id = $2), $5, $4, $4, $4, $4) on conflict (id) do nothing returning "
                "id",
                session.id, session.recording, session.user, session.started_at, session.mode)
              .empty();
}

void touch_session(db::Transaction& tx, PlaybackSessionId id, Timestamp now) {
  tx.query(
      "update playback_sessions set last_seen_at = $2, updated_at = $2 where id = $1 and last_seen_at < $2",
      id, now);
}

void store_session(db::Transaction& tx, const PlaybackSession& session, const PlaybackUpdate& update) {
  const auto attention = update.attention ? std::optional(update.attention->count()) : std::nullopt;
  const auto position = session.last_position ? std::optional(session.last_position->count()) : std::nullopt;
  tx.query(
      "update playback_sessions set last_seen_at = $2, segments = $3, wall_ms = $4, content_ms = $5, counted "
      "= $6, "
      "last_position_ms = $7, last_position_at = $8, buffer_events = buffer_events + $9, "
      "buffer_ms = buffer_ms + $10, pauses = pauses + $11, seeks = seeks + $12, "
      "attention_ms = case when cast($13 as bigint) is null then attention_ms "
      "else coalesce(attention_ms, 0) + $13 end, ended_at = null, updated_at = $2 where id = $1",
      session.id, session.last_seen_at, session.segments.to_bytes(),
      std::chrono::duration_cast<milliseconds>(session.segments.wall_time()).count(),
      session.segments.content_time().count(), update.is_counted, position, session.last_position_at,
      update.buffer_events, update.buffer_ms, update.is_pause, update.is_seek, attention);
}

void add_quality(db::Transaction& tx, PlaybackSessionId id, std::string_view quality, milliseconds wall) {
  tx.query(
      "insert into playback_qualities (session_id, quality, wall_ms) values ($1, $2, $3) "
      "on conflict (session_id, quality) do update set wall_ms = playback_qualities.wall_ms + "
      "excluded.wall_ms",
      id, quality, wall.count());
  tx.query(
      "update playback_sessions set quality_main = (select quality from playback_qualities where session_id "
      "= $1 "
      "order by wall_ms desc, quality limit 1) where id = $1",
      id);
}

IntervalSet wall_time_elsewhere(db::Transaction& tx, UserId user, PlaybackSessionId except, Timestamp since) {
  IntervalSet elsewhere;
  const auto rows = tx.query(
      "select segments from playback_sessions where user_id = $1 and id <> $2 and updated_at >= $3 "
      "and segments is not null",
      user, except, since);
  for (const auto& row : rows) {
    const auto wall = PlayedSegments(row.next<db::Bytes>()).wall();
    for (const auto& interval : wall.intervals()) elsewhere.add(interval);
  }
  return elsewhere;
}

std::int64_t close_silent_sessions(db::Transaction& tx, Timestamp now) {
  return tx
      .query(
          "update playback_sessions set ended_at = last_seen_at where ended_at is null and mode = 'vod' "
          "and last_seen_at < $1",
          now - PlaybackSession::silence_limit)
      .changes();
}

}  // namespace vtp::recordings
