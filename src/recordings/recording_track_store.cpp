#include "recordings/recording_track_store.h"

#include <string>

namespace vtp::recordings {

void store_track(db::Transaction& tx, const RecordingTrack& track, Timestamp now) {
  const auto known = tx.query("select id from recording_tracks where recording_id = $1 and file_path = $2",
                              track.recording, track.path);
  if (known.empty()) {
    tx.query(
        "insert into recording_tracks (id, recording_id, user_id, participant_id, kind, source, codec, rid, "
        "start_us, end_us, file_path, bytes, packets, packets_lost, created_at, updated_at) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)",
        RecordingTrackId::make(), track.recording, track.user, track.participant, track.kind, track.source,
        track.codec, track.rid, track.start, track.end, track.path, track.bytes, track.packets,
        track.packets_lost, now);
    return;
  }
  tx.query(
      "update recording_tracks set user_id = $2, participant_id = $3, kind = $4, source = $5, codec = $6, "
      "rid = $7, start_us = $8, end_us = $9, bytes = $10, packets = $11, packets_lost = $12, updated_at = "
      "$13 "
      "where id = $1",
      known.front().get<RecordingTrackId>(0), track.user, track.participant, track.kind, track.source,
      track.codec, track.rid, track.start, track.end, track.bytes, track.packets, track.packets_lost, now);
}

std::vector<RecordingTrack> find_tracks(db::Transaction& tx, RecordingId recording) {
  std::vector<RecordingTrack> tracks;
  const auto rows = tx.query(
      "select id, recording_id, user_id, participant_id, kind, source, codec, rid, start_us, end_us, "
      "file_path, "
      "bytes, packets, packets_lost from recording_tracks where recording_id = $1 order by start_us, id",
      recording);
  for (const auto& row : rows) {
    auto& track = tracks.emplace_back();
    track.id = row.next<RecordingTrackId>();
    track.recording = row.next<RecordingId>();
    track.user = row.next<std::optional<UserId>>();
    track.participant = row.next<std::optional<std::string>>();
    track.kind = row.next<media::TrackKind>();
    track.source = row.next<TrackSource>();
    track.codec = row.next<std::string>();
    track.rid = row.next<std::optional<std::string>>();
    track.start = row.next<std::int64_t>();
    track.end = row.next<std::optional<std::int64_t>>();
    track.path = row.next<std::string>();
    track.bytes = row.next<std::int64_t>();
    track.packets = row.next<std::int64_t>();
    track.packets_lost = row.next<std::int64_t>();
  }
  return tracks;
}

void insert_gaps(db::Transaction& tx, RecordingId recording, std::span<const RecordingGap> gaps,
                 Timestamp now) {
  for (const auto& gap : gaps)
    tx.query(
        "insert into recording_gaps (id, recording_id, start_us, end_us, reason, created_at) "
        "values ($1, $2, $3, $4, $5, $6)",
        Id<struct RecordingGapTag>::make(), recording, gap.start, gap.end, gap.reason, now);
}

std::vector<RecordingGap> find_gaps(db::Transaction& tx, RecordingId recording) {
  std::vector<RecordingGap> gaps;
  for (const auto& row : tx.query("select start_us, end_us, reason from recording_gaps where recording_id = "
                                  "$1 order by start_us, id",
                                  recording)) {
    auto& gap = gaps.emplace_back();
    gap.start = row.next<std::int64_t>();
    gap.end = row.next<std::int64_t>();
    gap.reason = row.next<RecordingGapReason>();
  }
  return gaps;
}

}  // namespace vtp::recordings
