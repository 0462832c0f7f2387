#include "recordings/progress_service.h"

#include <algorithm>

#include "base/try.h"
#include "recordings/access_log.h"
#include "recordings/progress_store.h"
#include "recordings/recording_access.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

constexpr auto wall_allowance = 30s;           // ruling 15
constexpr auto offline_allowance = 24h * 7;    // ruling 15
constexpr auto longest_inferred_gap = 30s;     // section 6.2
constexpr auto view_time = milliseconds{10s};  // section 6.3: or 5 % of the duration
constexpr auto position_tolerance = 5s;

std::int64_t micros(Timestamp time) {
  return time.time_since_epoch().count();
}

PlaybackSession new_session(PlaybackSessionId id, RecordingId recording, UserId user, Timestamp now) {
  PlaybackSession session;
  session.id = id;
  session.recording = recording;
  session.user = user;
  session.started_at = session.last_seen_at = now;
  return session;
}

PlaybackSession begin(db::Transaction& tx, const Visit& visit, const PlaybackSession& session) {
  insert_session(tx, session);
  log_access(tx, visit, session.recording, AccessAction::view, session.started_at);
  return session;
}

/// The session that a call belongs to. One that was over is not taken up again, save to add what was played
/// offline.
Result<PlaybackSession> session_of(db::Transaction& tx, const Visit& visit, RecordingId recording,
                                   const ProgressReport& report, Timestamp now) {
  if (!report.session_id) return open_session(tx, visit, recording, now);
  auto known = find_session(tx, *report.session_id);
  if (!known) return begin(tx, visit, new_session(*report.session_id, recording, visit.caller.user, now));
  if (known->recording != recording || known->user != visit.caller.user)
    return fail(ErrorCode::session_not_found, "There is no such playback session");
  if (known->is_open(now) || report.offline) return *std::move(known);
  return open_session(tx, visit, recording, now);
}

/// What lies between two calls, if the player can have played it.
std::optional<PlayedSegment> inferred_segment(const PlaybackSession& session, const ProgressReport& report,
                                              Timestamp now) {
  if (!session.last_position || !session.last_position_at) return std::nullopt;
  if (report.event == PlayerEvent::play || report.event == PlayerEvent::seek) return std::nullopt;
  const PlayedSegment segment{{session.last_position->count(), report.position.count()},
                              {micros(*session.last_position_at), micros(now)}};
  if (now - *session.last_position_at > longest_inferred_gap || segment.media.is_empty()) return std::nullopt;
  return segment;
}

/// Adds what was played; returns how many claims were not believed.
int add_played(PlaybackSession& session, const ProgressReport& report, const PlayLimits& limits,
               Timestamp now) {
  if (!report.segments) {
    if (const auto segment = inferred_segment(session, report, now))
      session.segments.add(*segment, report.speed, limits);
    return 0;
  }
  int rejected = 0;
  for (const auto& claim : *report.segments) {
    const PlayedSegment segment{{claim.from.count(), claim.to.count()},
                                {micros(claim.wall_from), micros(claim.wall_to)}};
    const bool is_too_old = report.offline && claim.wall_from < now - offline_allowance;
    const bool is_ahead = report.offline && claim.wall_to > now + wall_allowance;
    if (is_too_old || is_ahead || !session.segments.add(segment, claim.speed.value_or(report.speed), limits))
      ++rejected;
  }
  return rejected;
}

}  // namespace

PlaybackSession open_session(db::Transaction& tx, const Visit& visit, RecordingId recording, Timestamp now) {
  if (auto open = find_open_session(tx, recording, visit.caller.user, now)) {
    touch_session(tx, open->id, now);
    return *std::move(open);
  }
  return begin(tx, visit, new_session(PlaybackSessionId::make(), recording, visit.caller.user, now));
}

Result<ProgressAnswer> ProgressService::report(const Visit& visit, RecordingId id,
                                               const ProgressReport& report) {
  const auto now = clock_.now();
  const auto user = visit.caller.user;
  return database_.write([&](db::Transaction& tx) -> Result<ProgressAnswer> {
    VTP_TRY(const auto access, require(tx, visit.caller, id, Right::view, now));
    if (!access.recording.duration) return std::unexpected(not_playable(access));
    const auto duration = *access.recording.duration;
    if (report.position > duration + position_tolerance)
      return fail_field("position", "must not lie behind the end of the recording");
    VTP_TRY(auto session, session_of(tx, visit, id, report, now));

    const auto elsewhere =
        report.offline ? wall_time_elsewhere(tx, user, session.id, now - offline_allowance) : IntervalSet();
    PlayLimits limits{.duration = duration, .elsewhere = &elsewhere};
    limits.wall_budget = report.offline ? std::chrono::microseconds(offline_allowance)
                                        : now - session.started_at + wall_allowance;
    const auto wall_before = session.segments.wall_time();
    ProgressAnswer answer;
    answer.rejected_segments = add_played(session, report, limits, now);
    const auto added = std::chrono::duration_cast<milliseconds>(session.segments.wall_time() - wall_before);

    session.last_seen_at = std::max(session.last_seen_at, now);
    session.last_position = report.position;
    session.last_position_at = now;
    PlaybackUpdate update;
    update.is_counted = session.segments.content_time() >= std::min(view_time, duration / 20) &&
                        session.segments.content_time() > 0ms;
    update.buffer_events = report.buffer_events;
    update.buffer_ms = report.buffer_ms;
    update.is_pause = report.event == PlayerEvent::pause;
    update.is_seek = report.event == PlayerEvent::seek;
    if (report.visible) update.attention = *report.visible ? added : 0ms;
    store_session(tx, session, update);
    if (report.quality && added > 0ms) add_quality(tx, session.id, *report.quality, added);

    auto coverage = find_coverage(tx, id, user, duration);
    coverage.mark(session.segments.media());
    store_coverage(tx, id, user, coverage, now);
    const bool is_complete = coverage.percent() >= settings_.completion_percent;
    store_position(tx, id, user, {report.position, is_complete ? std::optional(now) : std::nullopt}, duration,
                   now);

    answer.position = report.position;
    answer.duration = duration;
    answer.completed = find_position(tx, id, user)->completed_at.has_value();
    answer.coverage_percent = {coverage.percent()};
    answer.session_id = session.id;
    return answer;
  });
}

}  // namespace vtp::recordings
