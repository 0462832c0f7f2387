#include "recordings/upload_store.h"

#include <fmt/format.h>

namespace vtp::recordings {
namespace {

// What is stored is `uploading`, `done` or `expired`; the rest is the state of the recording.
constexpr std::string_view shown_state =
    "case when upload.state <> 'done' then upload.state when r.status = 'failed' then 'failed' "
    "when r.status in ('pending', 'recording', 'processing') then 'processing' else 'done' end";

std::string select(std::string_view columns) {
  return fmt::format("select {} from uploads upload left join recordings r on r.id = upload.recording_id ",
                     columns);
}

std::string select_uploads() {
  return select(
      fmt::format("upload.id, upload.user_id, upload.recording_id, upload.filename, upload.length_bytes, "
                  "upload.offset_bytes, upload.metadata, {}, upload.path, "
                  "coalesce(upload.error, r.error_message), upload.expires_at, upload.created_at",
                  shown_state));
}

Upload read_upload(const db::Row& row) {
  Upload upload;
  upload.id = row.next<UploadId>();
  upload.user_id = row.next<UserId>();
  upload.recording_id = row.next<std::optional<RecordingId>>();
  upload.filename = row.next<std::string>();
  upload.length = row.next<std::int64_t>();
  upload.offset = row.next<std::int64_t>();
  upload.wishes = json::read<UploadWishes>(row.next<std::string>()).value_or(UploadWishes{});
  upload.state = row.next<UploadState>();
  upload.path = row.next<std::string>();
  upload.error = row.next<std::optional<std::string>>();
  upload.expires_at = row.next<Timestamp>();
  upload.created_at = row.next<Timestamp>();
  return upload;
}

constexpr std::string_view matches_query = "upload.user_id = $1 and (cast($2 as text) is null or {} = $2)";

}  // namespace

std::optional<Upload> find_upload(db::Transaction& tx, UploadId id) {
  const auto rows = tx.query(select_uploads() + "where upload.id = $1", id);
  if (rows.empty()) return std::nullopt;
  return read_upload(rows.front());
}

std::vector<Upload> list_uploads(db::Transaction& tx, UserId owner, const UploadQuery& query) {
  const auto sql = select_uploads() + "where " + fmt::format(fmt::runtime(matches_query), shown_state) +
                   fmt::format(" order by upload.created_at desc, upload.id desc limit {} offset {}",
                               query.limit, query.offset);
  std::vector<Upload> uploads;
  for (const auto& row : tx.query(sql, owner, query.state)) uploads.push_back(read_upload(row));
  return uploads;
}

std::int64_t count_uploads(db::Transaction& tx, UserId owner, const UploadQuery& query) {
  const auto sql = select("count(*)") + "where " + fmt::format(fmt::runtime(matches_query), shown_state);
  return tx.query(sql, owner, query.state).front().get<std::int64_t>(0);
}

void insert_upload(db::Transaction& tx, const Upload& upload) {
  tx.query(
      "insert into uploads (id, user_id, filename, length_bytes, offset_bytes, metadata, state, path, "
      "expires_at, "
      "created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
      upload.id, upload.user_id, upload.filename, upload.length, upload.offset, json::write(upload.wishes),
      upload.state, upload.path, upload.expires_at, upload.created_at);
}

void store_offset(db::Transaction& tx, UploadId id, std::int64_t offset, Timestamp expires_at,
                  Timestamp now) {
  tx.query("update uploads set offset_bytes = $2, expires_at = $3, updated_at = $4 where id = $1", id, offset,
           expires_at, now);
}

bool mark_finished(db::Transaction& tx, UploadId id, RecordingId recording, Timestamp now) {
  return tx.query(
               "update uploads set state = 'done', recording_id = $2, updated_at = $3 "
               "where id = $1 and state = 'uploading'",
               id, recording, now)
             .changes() > 0;
}

void delete_upload(db::Transaction& tx, UploadId id) {
  tx.query("delete from uploads where id = $1", id);
}

std::int64_t announced_bytes(db::Transaction& tx, std::optional<UserId> owner) {
  return tx
      .query(
          "select cast(coalesce(sum(length_bytes), 0) as bigint) from uploads where state = 'uploading' "
          "and (cast($1 as text) is null or user_id = $1)",
          owner)
      .front()
      .get<std::int64_t>(0);
}

std::vector<Upload> find_expired(db::Transaction& tx, Timestamp now, int limit) {
  std::vector<Upload> uploads;
  const auto sql = select_uploads() + "where upload.state = 'uploading' and upload.expires_at <= $1 limit $2";
  for (const auto& row : tx.query(sql, now, limit)) uploads.push_back(read_upload(row));
  return uploads;
}

void mark_expired(db::Transaction& tx, UploadId id, Timestamp now) {
  tx.query("update uploads set state = 'expired', updated_at = $2 where id = $1 and state = 'uploading'", id,
           now);
}

std::vector<UploadId> find_whole_but_unfinished(db::Transaction& tx, int limit) {
  std::vector<UploadId> ids;
  for (const auto& row :
       tx.query("select id from uploads where state = 'uploading' and offset_bytes = length_bytes limit $1",
                limit))
    ids.push_back(row.next<UploadId>());
  return ids;
}

}  // namespace vtp::recordings
