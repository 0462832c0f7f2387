#include "recordings/continue_watching.h"

#include <fmt/format.h>

#include "recordings/links.h"
#include "recordings/recording_access.h"
#include "recordings/resume.h"

namespace vtp::recordings {
namespace {

/// A course of the user $1 in which the recording `r` is a lecture for them, null if there is none.
constexpr std::string_view course_of_viewer =
    "(select link.course_id from course_recordings link join courses course on course.id = link.course_id "
    "join course_roles roles on roles.course_id = course.id and roles.user_id = $1 "
    "where link.recording_id = r.id and course.deleted_at is null "
    "and (roles.role_rank >= 2 or (link.is_published = 1 and course.status <> 'draft')) "
    "order by link.created_at desc, link.course_id limit 1)";

}  // namespace

std::vector<UnfinishedLecture> continue_watching(db::Transaction& tx, const Identity& viewer, Timestamp now,
                                                 int limit) {
  // Some of what is read may have nothing to resume: a few seconds at the beginning, or at the end.
  const auto rows = tx.query(
      fmt::format("select r.id, r.title, position.position_ms, "
                  "coalesce(r.duration_ms, position.duration_ms), {} "
                  "from playback_positions position join recordings r on r.id = position.recording_id "
                  "where position.user_id = $1 and position.completed_at is null and r.deleted_at is null "
                  "and r.streaming_ready = 1 and {} order by position.updated_at desc, r.id desc limit $4",
                  course_of_viewer, visible_condition()),
      viewer.user, viewer.role, now, 4 * limit);
  std::vector<UnfinishedLecture> unfinished;
  for (const auto& row : rows) {
    const std::chrono::milliseconds duration(row.get<std::int64_t>(3));
    const auto position =
        resume_position(std::chrono::milliseconds(row.get<std::int64_t>(2)), duration, false);
    if (position.count() == 0) continue;
    if (std::ssize(unfinished) == limit) break;
    const auto id = row.get<RecordingId>(0);
    unfinished.push_back({.recording_id = id,
                          .course_id = row.get<std::optional<CourseId>>(4),
                          .title = row.get<std::string>(1),
                          .thumbnail_url = recording_url(id, "/thumbnail"),
                          .position_seconds = position,
                          .duration_seconds = duration});
  }
  return unfinished;
}

}  // namespace vtp::recordings
