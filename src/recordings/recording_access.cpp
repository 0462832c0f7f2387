#include "recordings/recording_access.h"

#include <string>

#include "recordings/recording_store.h"

namespace vtp::recordings {
namespace {

// The courses of a recording: those that it is linked to, and the ones of its room and its class session,
// where it is as good as linked but not published.
constexpr std::string_view ties_sql =
    "select roles.role_rank, course.status, ties.is_published, ties.allow_download from ("
    "select course_id, is_published, allow_download from course_recordings where recording_id = $1 "
    "union all select room.course_id, 0, 0 from recordings held join rooms room on room.id = held.room_id "
    "where held.id = $1 "
    "union all select class.course_id, 0, 0 from recordings held join class_sessions class "
    "on class.id = held.session_id where held.id = $1) ties "
    "join courses course on course.id = ties.course_id and course.deleted_at is null "
    "join course_roles roles on roles.course_id = course.id and roles.user_id = $2";

constexpr std::string_view shares_sql =
    "select access_level from recording_shares where recording_id = $1 and revoked_at is null "
    "and (expiry_at is null or expiry_at > $4) and (share_type = 'public' "
    "or (share_type = 'user' and shared_with = $2) or (share_type = 'role' and shared_role = $3))";

Result<Access> narrow(Access access, const Identity& caller, Right right) {
  if (access.rights.has(right)) return access;
  if (!access.rights.has(Right::view)) {
    // The token is genuine, so its bearer knows the recording: what they lost is the right.
    if (caller.media) return fail(ErrorCode::invalid_token, "The link to this recording is no longer valid");
    return recording_not_found();
  }
  return fail(ErrorCode::insufficient_permissions, "You may not do this with the recording");
}

Rights rights_of_token(MediaLevel level) {
  return level == MediaLevel::download ? Rights{Right::view, Right::download} : Rights{Right::view};
}

Rights common(Rights a, Rights b) {
  Rights both;
  for (auto right : a.list())
    if (b.has(right)) both |= Rights{right};
  return both;
}

Result<Access> find_access(db::Transaction& tx, const Identity& caller, RecordingId id, Right right,
                           Timestamp now, bool with_trash) {
  if (caller.media && caller.media->recording != id)
    return fail(ErrorCode::invalid_token, "The link belongs to another recording");
  auto recording = find_recording(tx, id);
  if (!recording) return recording_not_found();
  const bool is_master = caller.is_admin() || recording->started_by == caller.user;
  if (recording->is_deleted() && !(with_trash && is_master)) {
    if (caller.media) return fail(ErrorCode::invalid_token, "The link to this recording is no longer valid");
    return recording_not_found();
  }
  auto rights = find_rights(tx, caller, *recording, now);
  if (caller.media) rights = common(rights, rights_of_token(caller.media->level));
  return narrow({*std::move(recording), rights}, caller, right);
}

}  // namespace

Rights find_rights(db::Transaction& tx, const Identity& caller, const Recording& recording, Timestamp now) {
  if (caller.is_admin() || recording.started_by == caller.user) return all_rights();
  Rights rights;
  for (const auto& row : tx.query(ties_sql, recording.id, caller.user)) {
    CourseTie tie;
    tie.role = static_cast<courses::CourseRole>(row.next<int>());
    tie.is_draft = row.next<courses::CourseStatus>() == courses::CourseStatus::draft;
    tie.is_published = row.next<bool>();
    tie.allow_download = row.next<bool>();
    rights |= rights_through(tie);
  }
  for (const auto& row : tx.query(shares_sql, recording.id, caller.user, caller.role, now))
    rights |= rights_through(row.next<ShareLevel>());
  return rights;
}

Result<Access> require(db::Transaction& tx, const Identity& caller, RecordingId id, Right right,
                       Timestamp now) {
  return find_access(tx, caller, id, right, now, false);
}

Result<Access> require_with_trash(db::Transaction& tx, const Identity& caller, RecordingId id, Right right,
                                  Timestamp now) {
  return find_access(tx, caller, id, right, now, true);
}

std::string_view visible_condition() {
  // 2 is the rank of assistants: from there on, what is not published is seen as well.
  return "(r.started_by = $1 or $2 = 'admin' "
         "or exists (select 1 from course_recordings link join courses course on course.id = link.course_id "
         "join course_roles roles on roles.course_id = course.id and roles.user_id = $1 "
         "where link.recording_id = r.id and course.deleted_at is null "
         "and (roles.role_rank >= 2 or (link.is_published = 1 and course.status <> 'draft'))) "
         "or exists (select 1 from rooms room join courses course on course.id = room.course_id "
         "join course_roles roles on roles.course_id = course.id and roles.user_id = $1 "
         "where room.id = r.room_id and course.deleted_at is null and roles.role_rank >= 2) "
         "or exists (select 1 from class_sessions class join courses course on course.id = class.course_id "
         "join course_roles roles on roles.course_id = course.id and roles.user_id = $1 "
         "where class.id = r.session_id and course.deleted_at is null and roles.role_rank >= 2) "
         "or exists (select 1 from recording_shares share where share.recording_id = r.id "
         "and share.revoked_at is null and (share.expiry_at is null or share.expiry_at > $3) "
         "and (share.share_type = 'public' or (share.share_type = 'user' and share.shared_with = $1) "
         "or (share.share_type = 'role' and share.shared_role = $2))))";
}

std::unexpected<Error> recording_not_found() {
  return fail(ErrorCode::recording_not_found, "There is no such recording");
}

Error not_playable(const Access& access) {
  Error error;
  if (access.recording.status != RecordingStatus::failed) {
    error.code = ErrorCode::recording_not_ready;
    error.message = "The recording is still being prepared";
    error.retry_after = std::chrono::seconds(5);
    return error;
  }
  error.code = ErrorCode::recording_failed;
  error.message = "The recording could not be prepared";
  if (access.rights.has(Right::edit) && access.recording.error_message)
    error.message.append(": ").append(*access.recording.error_message);
  return error;
}

}  // namespace vtp::recordings
