#include "recordings/recording_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "recordings/recording_access.h"

namespace vtp::recordings {
namespace {

std::optional<std::int64_t> count_of(const std::optional<milliseconds>& duration) {
  if (!duration) return std::nullopt;
  return duration->count();
}

std::optional<milliseconds> duration_of(const std::optional<std::int64_t>& count) {
  if (!count) return std::nullopt;
  return milliseconds(*count);
}

std::string search_text_of(const Recording& recording) {
  return fold_for_search(recording.title + "\n" + recording.description.value_or(""));
}

std::optional<std::string> if_not_empty(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return text;
}

/// A `where` clause that grows with its parameters.
class Conditions {
 public:
  Conditions(const Identity& viewer, Timestamp now)
      : parameters_{db::to_value(viewer.user), db::to_value(viewer.role), db::to_value(now)} {}

  /// `text` with {0} for the parameter.
  template <class T>
  void add(fmt::format_string<std::string> text, const T& value) {
    parameters_.push_back(db::to_value(value));
    text_.append(" and ").append(fmt::format(text, fmt::format("${}", parameters_.size())));
  }
  void add(std::string_view text) { text_.append(" and ").append(text); }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<db::Value>& parameters() const { return parameters_; }

 private:
  std::string text_ =
      "cast($1 as text) is not null and cast($2 as text) is not null and cast($3 as bigint) > 0";
  std::vector<db::Value> parameters_;
};

Conditions conditions_of(const Identity& viewer, const RecordingFilter& filter, Timestamp now) {
  Conditions where(viewer, now);
  if (filter.deleted)
    where.add("r.deleted_at is not null and (r.started_by = $1 or $2 = 'admin')");
  else
    where.add("r.deleted_at is null and " + std::string(visible_condition()));
  if (filter.room) where.add("r.room_id = {0}", *filter.room);
  if (filter.owner) where.add("r.started_by = {0}", *filter.owner);
  if (filter.course)
    where.add("exists (select 1 from course_recordings l where l.recording_id = r.id and l.course_id = {0})",
              *filter.course);
  if (filter.status) where.add("r.status = {0}", *filter.status);
  if (filter.source) where.add("r.source = {0}", *filter.source);
  if (filter.published)
    where.add(
        "(exists (select 1 from course_recordings l where l.recording_id = r.id and l.is_published = 1)) = "
        "({0} = 1)",
        *filter.published);
  if (!filter.text.empty())
    where.add("r.search_text like {0} escape '\\'", like_pattern(fold_for_search(filter.text)));
  return where;
}

}  // namespace

std::string_view recording_columns() {
  return "r.id, r.room_id, r.session_id, r.title, r.description, r.started_by, u.full_name, r.source, "
         "r.status, "
         "r.format, r.started_at, r.stopped_at, r.duration_ms, coalesce(r.file_path, ''), r.file_size_bytes, "
         "r.mime_type, r.bitrate_kbps, r.frame_rate_fps, r.resolution, r.codecs, r.has_video, "
         "r.streaming_ready, "
         "r.thumbnail_ms, r.error_message, r.edit_version, r.metadata, r.created_at, r.updated_at, "
         "r.deleted_at";
}

Recording read_recording(const db::Row& row) {
  Recording recording;
  recording.id = row.next<RecordingId>();
  recording.room_id = row.next<std::optional<RoomId>>();
  recording.session_id = row.next<std::optional<courses::ClassSessionId>>();
  recording.title = row.next<std::string>();
  recording.description = row.next<std::optional<std::string>>();
  recording.started_by = row.next<UserId>();
  recording.started_by_name = row.next<std::string>();
  recording.source = row.next<RecordingSource>();
  recording.status = row.next<RecordingStatus>();
  recording.format = row.next<std::string>();
  recording.started_at = row.next<Timestamp>();
  recording.stopped_at = row.next<std::optional<Timestamp>>();
  recording.duration = duration_of(row.next<std::optional<std::int64_t>>());
  recording.file_path = row.next<std::string>();
  recording.file_size_bytes = row.next<std::optional<std::int64_t>>();
  recording.mime_type = row.next<std::optional<std::string>>();
  recording.bitrate_kbps = row.next<std::optional<int>>();
  recording.frame_rate = row.next<std::optional<double>>();
  recording.resolution = row.next<std::optional<std::string>>();
  recording.codecs = row.next<std::optional<std::string>>();
  recording.has_video = row.next<bool>();
  recording.streaming_ready = row.next<bool>();
  recording.thumbnail_at = duration_of(row.next<std::optional<std::int64_t>>());
  recording.error_message = row.next<std::optional<std::string>>();
  recording.edit_version = row.next<int>();
  recording.metadata = row.next<std::string>();
  recording.created_at = row.next<Timestamp>();
  recording.updated_at = row.next<Timestamp>();
  recording.deleted_at = row.next<std::optional<Timestamp>>();
  return recording;
}

std::optional<Recording> find_recording(db::Transaction& tx, RecordingId id) {
  const auto rows =
      tx.query(fmt::format("select {} from recordings r join users u on u.id = r.started_by where r.id = $1",
                           recording_columns()),
               id);
  if (rows.empty()) return std::nullopt;
  return read_recording(rows.front());
}

void insert_recording(db::Transaction& tx, const Recording& recording) {
  tx.query(
      "insert into recordings (id, room_id, session_id, title, description, started_by, source, status, "
      "format, "
      "layout, started_at, stopped_at, duration_ms, file_path, file_size_bytes, mime_type, has_video, "
      "streaming_ready, metadata, search_text, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, "
      "$8, $9, "
      "'auto', $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $20)",
      recording.id, recording.room_id, recording.session_id, recording.title, recording.description,
      recording.started_by, recording.source, recording.status, recording.format, recording.started_at,
      recording.stopped_at, count_of(recording.duration), if_not_empty(recording.file_path),
      recording.file_size_bytes, recording.mime_type, recording.has_video, recording.streaming_ready,
      recording.metadata, search_text_of(recording), recording.created_at);
}

void update_recording(db::Transaction& tx, const Recording& recording, Timestamp now) {
  tx.query(
      "update recordings set title = $2, description = $3, status = $4, format = $5, stopped_at = $6, "
      "duration_ms = $7, file_path = $8, file_size_bytes = $9, mime_type = $10, bitrate_kbps = $11, "
      "frame_rate_fps = $12, resolution = $13, codecs = $14, has_video = $15, streaming_ready = $16, "
      "thumbnail_ms = $17, error_message = $18, metadata = $19, search_text = $20, updated_at = $21 where id "
      "= $1",
      recording.id, recording.title, recording.description, recording.status, recording.format,
      recording.stopped_at, count_of(recording.duration), if_not_empty(recording.file_path),
      recording.file_size_bytes, recording.mime_type, recording.bitrate_kbps, recording.frame_rate,
      recording.resolution, recording.codecs, recording.has_video, recording.streaming_ready,
      count_of(recording.thumbnail_at), recording.error_message, recording.metadata,
      search_text_of(recording), now);
}

void move_to_trash(db::Transaction& tx, RecordingId id, Timestamp now, Timestamp purge_after) {
  tx.query("update recordings set deleted_at = $2, purge_after = $3, updated_at = $2 where id = $1", id, now,
           purge_after);
}

void take_from_trash(db::Transaction& tx, RecordingId id, Timestamp now) {
  tx.query("update recordings set deleted_at = null, purge_after = null, updated_at = $2 where id = $1", id,
           now);
}

void erase_recording(db::Transaction& tx, RecordingId id) {
  tx.query("delete from recordings where id = $1", id);
}

bool is_room_recorded(db::Transaction& tx, RoomId room) {
  return !tx.query("select 1 from recordings where room_id = $1 and status in ('pending', 'recording')", room)
              .empty();
}

std::vector<Recording> find_captured_recordings(db::Transaction& tx) {
  std::vector<Recording> found;
  for (const auto& row :
       tx.query(std::string("select ")
                    .append(recording_columns())
                    .append(" from recordings r join users u on u.id = r.started_by"
                            " where r.status in ('pending', 'recording') and r.source <> 'upload'")))
    found.push_back(read_recording(row));
  return found;
}

std::vector<RecordingId> find_purgeable(db::Transaction& tx, Timestamp now, int limit) {
  std::vector<RecordingId> ids;
  for (const auto& row :
       tx.query("select id from recordings where deleted_at is not null and purge_after <= $1 limit $2", now,
                limit))
    ids.push_back(row.next<RecordingId>());
  return ids;
}

std::int64_t stored_bytes(db::Transaction& tx, UserId owner) {
  return tx
      .query("select cast(coalesce(sum(file_size_bytes), 0) as bigint) from recordings where started_by = $1",
             owner)
      .front()
      .get<std::int64_t>(0);
}

void transfer_recordings(db::Transaction& tx, UserId from, UserId to, Timestamp now) {
  tx.query("update recordings set started_by = $2, updated_at = $3 where started_by = $1", from, to, now);
}

std::vector<Recording> list_recordings(db::Transaction& tx, const Identity& viewer,
                                       const RecordingFilter& filter, Timestamp now) {
  const auto where = conditions_of(viewer, filter, now);
  const std::string_view direction = filter.descending ? "desc nulls last" : "asc nulls first";
  const auto sql = fmt::format(
      "select {} from recordings r join users u on u.id = r.started_by where {} order by {} {}, r.id {} "
      "limit {} "
      "offset {}",
      recording_columns(), where.text(), filter.order_column, direction, filter.descending ? "desc" : "asc",
      filter.limit, filter.offset);
  std::vector<Recording> recordings;
  for (const auto& row : tx.run(sql, where.parameters())) recordings.push_back(read_recording(row));
  return recordings;
}

std::int64_t count_recordings(db::Transaction& tx, const Identity& viewer, const RecordingFilter& filter,
                              Timestamp now) {
  const auto where = conditions_of(viewer, filter, now);
  return tx.run("select count(*) from recordings r where " + where.text(), where.parameters())
      .front()
      .get<std::int64_t>(0);
}

}  // namespace vtp::recordings
