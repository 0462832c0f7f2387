#include "recordings/recording_service.h"

#include <array>
#include <utility>

#include "accounts/audit.h"
#include "base/try.h"
#include "recordings/access_log.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/recording_access.h"
#include "recordings/recording_store.h"
#include "recordings/recording_view.h"

namespace vtp::recordings {
namespace {

constexpr std::array sort_columns{"r.started_at", "r.search_text", "r.duration_ms", "r.file_size_bytes"};

RecordingFilter filter_of(const RecordingQuery& query) {
  RecordingFilter filter;
  filter.room = query.room_id;
  filter.owner = query.user_id;
  filter.course = query.course_id;
  filter.status = query.status;
  filter.source = query.source;
  filter.published = query.published;
  filter.text = query.q;
  filter.deleted = query.deleted;
  if (query.sort) {
    const auto place = static_cast<std::size_t>(std::to_underlying(*query.sort));
    filter.order_column = sort_columns[place / 2];
    filter.descending = place % 2 == 1;
  }
  filter.limit = query.limit;
  filter.offset = query.offset;
  return filter;
}

void audit(db::Transaction& tx, const Visit& visit, std::string_view action, RecordingId id, Timestamp now) {
  accounts::AuditEntry entry;
  entry.actor = visit.caller.user;
  entry.actor_role = visit.caller.role;
  entry.action = action;
  entry.object_type = "recording";
  entry.object_id = id.text();
  entry.ip = visit.address;
  entry.user_agent = visit.user_agent;
  entry.request_id = visit.request_id;
  accounts::write_audit(tx, entry, now);
}

DeletedRecording answer_of(RecordingId id, Timestamp deleted_at, bool permanent) {
  return {.recording_id = id,
          .deleted_at = deleted_at,
          .permanent = permanent,
          .message = permanent ? "The recording and its files are removed"
                               : "The recording is in the trash and can be restored"};
}

Result<void> check_not_being_captured(const Recording& recording) {
  if (!recording.is_being_captured()) return {};
  return fail(ErrorCode::recording_in_progress, "The recording is still running; stop it first");
}

Result<void> check_thumbnail_lies_inside(const UpdateRecording& changes, const Recording& recording) {
  const auto& at = changes.thumbnail_seconds;
  if (!at.is_present() || !at.value() || !recording.duration || *at.value() <= *recording.duration) return {};
  return fail_field("thumbnail_seconds", "must lie within the recording");
}

}  // namespace

Result<RecordingList> RecordingService::list(const Identity& caller, const RecordingQuery& query) {
  const auto now = clock_.now();
  return database_.read([&](db::Transaction& tx) {
    const auto filter = filter_of(query);
    RecordingList list;
    for (auto& recording : list_recordings(tx, caller, filter, now)) {
      const auto rights = find_rights(tx, caller, recording, now);
      list.recordings.push_back(detail_of(tx, caller, {std::move(recording), rights}));
    }
    list.total = count_recordings(tx, caller, filter, now);
    list.limit = query.limit;
    list.offset = query.offset;
    return list;
  });
}

Result<RecordingDetail> RecordingService::detail(const Identity& caller, RecordingId id) {
  return database_.read([&](db::Transaction& tx) -> Result<RecordingDetail> {
    VTP_TRY(auto access, require_with_trash(tx, caller, id, Right::view, clock_.now()));
    return detail_of(tx, caller, std::move(access));
  });
}

Result<RecordingDetail> RecordingService::update(const Identity& caller, RecordingId id,
                                                 const UpdateRecording& changes) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<RecordingDetail> {
    VTP_TRY(auto access, require(tx, caller, id, Right::edit, now));
    auto& recording = access.recording;
    VTP_CHECK(check_thumbnail_lies_inside(changes, recording));
    if (changes.title) recording.title = *changes.title;
    changes.description.apply_to(recording.description);
    if (changes.metadata) recording.metadata = changes.metadata->text;
    changes.thumbnail_seconds.apply_to(recording.thumbnail_at);
    recording.updated_at = now;
    update_recording(tx, recording, now);
    return detail_of(tx, caller, std::move(access));
  });
}

Result<DeletedRecording> RecordingService::remove(const Visit& visit, RecordingId id) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<DeletedRecording> {
    VTP_TRY(const auto access, require_with_trash(tx, visit.caller, id, Right::remove, now));
    if (access.recording.is_deleted()) return answer_of(id, *access.recording.deleted_at, false);
    VTP_CHECK(check_not_being_captured(access.recording));
    move_to_trash(tx, id, now, now + settings_.trash_life);
    log_access(tx, visit, id, AccessAction::remove, now);
    audit(tx, visit, "recording.delete", id, now);
    return answer_of(id, now, false);
  });
}

Result<DeletedRecording> RecordingService::remove_permanently(const Visit& visit, RecordingId id) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<DeletedRecording> {
    VTP_TRY(const auto access, require_with_trash(tx, visit.caller, id, Right::remove, now));
    if (!visit.caller.is_admin() && !access.recording.is_deleted())
      return fail(ErrorCode::insufficient_permissions, "Move the recording to the trash first");
    VTP_CHECK(check_not_being_captured(access.recording));
    erase_recording(tx, id);
    processing::enqueue_purge(queue_, tx, id);
    audit(tx, visit, "recording.purge", id, now);
    return answer_of(id, access.recording.deleted_at.value_or(now), true);
  });
}

Result<RecordingDetail> RecordingService::restore(const Visit& visit, RecordingId id) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<RecordingDetail> {
    VTP_TRY(auto access, require_with_trash(tx, visit.caller, id, Right::view, now));
    auto& recording = access.recording;
    if (!visit.caller.is_admin() && recording.started_by != visit.caller.user)
      return fail(ErrorCode::insufficient_permissions, "Only the owner may restore the recording");
    if (!recording.is_deleted()) return fail(ErrorCode::not_deleted, "The recording is not in the trash");
    take_from_trash(tx, id, now);
    audit(tx, visit, "recording.restore", id, now);
    recording.deleted_at.reset();
    recording.updated_at = now;
    return detail_of(tx, visit.caller, std::move(access));
  });
}

}  // namespace vtp::recordings
