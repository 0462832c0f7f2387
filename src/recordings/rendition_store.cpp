#include "recordings/rendition_store.h"

#include <cstring>
#include <string>

namespace vtp::recordings {
namespace {

const std::string select_renditions =
    "select id, recording_id, name, label, kind, width, height, bitrate_kbps, frame_rate, codecs, state, "
    "path, "
    "size_bytes, segment_index, error from renditions where recording_id = $1";

std::optional<media::SegmentIndex> read_index(const std::optional<db::Bytes>& bytes) {
  if (!bytes) return std::nullopt;
  auto index = media::parse_segment_index({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  if (!index) return std::nullopt;
  return *std::move(index);
}

db::Bytes bytes_of(const media::SegmentIndex& index) {
  const auto text = media::serialise(index);
  db::Bytes bytes(text.size());
  std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

Rendition read_rendition(const db::Row& row) {
  Rendition rendition;
  rendition.id = row.next<RenditionId>();
  rendition.recording = row.next<RecordingId>();
  rendition.name = row.next<std::string>();
  rendition.label = row.next<std::optional<std::string>>();
  rendition.kind = row.next<RenditionKind>();
  rendition.width = row.next<std::optional<int>>();
  rendition.height = row.next<std::optional<int>>();
  rendition.bitrate_kbps = row.next<int>();
  rendition.frame_rate = row.next<std::optional<double>>();
  rendition.codecs = row.next<std::string>();
  rendition.state = row.next<RenditionState>();
  rendition.path = row.next<std::string>();
  rendition.size_bytes = row.next<std::optional<std::int64_t>>();
  rendition.index = read_index(row.next<std::optional<db::Bytes>>());
  rendition.error = row.next<std::optional<std::string>>();
  return rendition;
}

}  // namespace

std::vector<Rendition> find_renditions(db::Transaction& tx, RecordingId recording) {
  std::vector<Rendition> renditions;
  const auto sql =
      select_renditions +
      " order by case kind when 'video' then 0 else 1 end, case when label is null then 0 else 1 end, "
      "coalesce(height, 0), coalesce(width, 0), name";
  for (const auto& row : tx.query(sql, recording)) renditions.push_back(read_rendition(row));
  return renditions;
}

std::optional<Rendition> find_rendition(db::Transaction& tx, RecordingId recording, std::string_view name) {
  const auto rows = tx.query(select_renditions + " and name = $2", recording, name);
  if (rows.empty()) return std::nullopt;
  return read_rendition(rows.front());
}

void announce_rendition(db::Transaction& tx, const Rendition& rendition, Timestamp now) {
  tx.query(
      "insert into renditions (id, recording_id, name, label, kind, width, height, bitrate_kbps, frame_rate, "
      "codecs, "
      "state, path, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 'pending', '', "
      "$10, $10) "
      "on conflict (recording_id, name) do nothing",
      RenditionId::make(), rendition.recording, rendition.name, rendition.label, rendition.kind,
      rendition.width, rendition.height, rendition.bitrate_kbps, rendition.frame_rate, now);
}

void store_ready(db::Transaction& tx, const Rendition& rendition, Timestamp now) {
  tx.query(
      "update renditions set state = 'ready', codecs = $3, path = $4, size_bytes = $5, segment_index = $6, "
      "bitrate_kbps = $7, error = null, updated_at = $8 where recording_id = $1 and name = $2",
      rendition.recording, rendition.name, rendition.codecs, rendition.path, rendition.size_bytes,
      bytes_of(rendition.index.value()), rendition.bitrate_kbps, now);
}

void store_state(db::Transaction& tx, RecordingId recording, std::string_view name, RenditionState state,
                 const std::optional<std::string>& error, Timestamp now) {
  tx.query(
      "update renditions set state = $3, error = $4, updated_at = $5 where recording_id = $1 and name = $2 "
      "and state <> 'ready'",
      recording, name, state, error, now);
}

void delete_rendition(db::Transaction& tx, RecordingId recording, std::string_view name) {
  tx.query("delete from renditions where recording_id = $1 and name = $2", recording, name);
}

}  // namespace vtp::recordings
