#include "recordings/rendition_store.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <tuple>

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
  for (const auto& row : tx.query(select_renditions, recording)) renditions.push_back(read_rendition(row));
  const auto place = [](const Rendition& rendition) {
    if (rendition.kind == RenditionKind::audio) return 3;
    if (rendition.is_screen()) return 2;
    return rendition.is_rung() ? 1 : 0;
  };
  std::ranges::sort(renditions, {}, [&](const Rendition& rendition) {
    return std::tuple(place(rendition), rendition.height.value_or(0), rendition.width.value_or(0),
                      rendition.name);
  });
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
      "state, path, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 'pending', "
      "$11, $10, $10) "
      "on conflict (recording_id, name) do nothing",
      RenditionId::make(), rendition.recording, rendition.name, rendition.label, rendition.kind,
      rendition.width, rendition.height, rendition.bitrate_kbps, rendition.frame_rate, now, rendition.path);
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
