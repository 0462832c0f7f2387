#include "recordings/recording_view.h"

#include <utility>

namespace vtp::recordings {
namespace {

/// Masters (the owner and account admins) see every link; others see those through which they reach the
/// recording.
std::vector<CourseReference> courses_of(db::Transaction& tx, const Identity& caller,
                                        const Recording& recording) {
  const bool is_master = caller.is_admin() || recording.started_by == caller.user;
  const auto rows = tx.query(
      "select course.id, course.code, course.name, link.lecture_number, link.is_published "
      "from course_recordings link join courses course on course.id = link.course_id "
      "left join course_roles roles on roles.course_id = course.id and roles.user_id = $2 "
      "where link.recording_id = $1 and course.deleted_at is null and ($3 = 1 or roles.role_rank >= 2 "
      "or (roles.role_rank is not null and link.is_published = 1 and course.status <> 'draft')) "
      "order by link.created_at, link.id",
      recording.id, caller.user, is_master);
  std::vector<CourseReference> courses;
  for (const auto& row : rows) {
    auto& course = courses.emplace_back();
    course.course_id = row.next<CourseId>();
    course.code = row.next<std::string>();
    course.name = row.next<std::string>();
    course.lecture_number = row.next<std::optional<int>>();
    course.is_published = row.next<bool>();
  }
  return courses;
}

}  // namespace

bool is_streamed(db::Transaction& tx, RecordingId id) {
  return !tx.query("select 1 from live_streams where recording_id = $1 and status = 'active'", id).empty();
}

RecordingDetail detail_of(db::Transaction& tx, const Identity& caller, Access access) {
  auto& recording = access.recording;
  RecordingDetail detail;
  detail.courses = courses_of(tx, caller, recording);
  detail.rights = access.rights.list();
  detail.status = recording.shown_status();
  detail.id = recording.id;
  detail.is_live = recording.is_being_captured() && is_streamed(tx, recording.id);
  detail.room_id = recording.room_id;
  detail.session_id = recording.session_id;
  detail.title = std::move(recording.title);
  detail.description = std::move(recording.description);
  detail.started_by = recording.started_by;
  detail.started_by_name = std::move(recording.started_by_name);
  detail.source = recording.source;
  detail.started_at = recording.started_at;
  detail.stopped_at = recording.stopped_at;
  detail.duration_seconds = recording.duration;
  detail.format = std::move(recording.format);
  detail.file_size_bytes = recording.file_size_bytes;
  detail.mime_type = std::move(recording.mime_type);
  detail.resolution = std::move(recording.resolution);
  detail.frame_rate = recording.frame_rate;
  detail.bitrate_kbps = recording.bitrate_kbps;
  detail.codecs = std::move(recording.codecs);
  if (access.rights.has(Right::edit)) detail.error_message = std::move(recording.error_message);
  detail.has_video = recording.has_video;
  detail.streaming_ready = recording.streaming_ready;
  detail.metadata.text = std::move(recording.metadata);
  detail.created_at = recording.created_at;
  detail.updated_at = recording.updated_at;
  detail.deleted_at = recording.deleted_at;
  return detail;
}

}  // namespace vtp::recordings
