#include "recordings/finalisation.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/try.h"
#include "recordings/captured_track.h"
#include "recordings/lecture_plan.h"
#include "recordings/processing/ladder_jobs.h"
#include "recordings/processing/picture_jobs.h"
#include "recordings/processing/settle.h"
#include "recordings/recording_access.h"
#include "recordings/recording_store.h"
#include "recordings/recording_track_store.h"
#include "recordings/rendition_store.h"

namespace vtp::recordings {
namespace {

/// What ffmpeg calls it, as recordings of files have it.
std::string_view plain_codec(std::string_view codec) {
  if (codec.starts_with("avc1.")) return "h264";
  if (codec.starts_with("mp4a.")) return "aac";
  return codec.starts_with("vp08") ? "vp8" : codec;
}

void describe(Recording& recording, std::span<const CapturedTrack> tracks, const LecturePlan& plan) {
  std::int64_t end = 0, bytes = 0;
  for (const auto& track : tracks) {
    if (track.finished.is_shown) end = std::max(end, track.end);
    bytes += static_cast<std::int64_t>(track.index.size_bytes());
  }
  recording.duration = milliseconds(end / 1000);
  recording.file_size_bytes = bytes;
  recording.format = "mp4";
  recording.has_video = plan.picture != nullptr;
  recording.mime_type = recording.has_video ? "video/mp4" : "audio/mp4";
  std::string codecs;
  double bandwidth = 0;
  for (const auto* track : {plan.picture, plan.sound}) {
    if (track == nullptr) continue;
    codecs.append(codecs.empty() ? "" : ", ").append(plain_codec(track->index.codec));
    bandwidth += track->index.average_bandwidth();
  }
  recording.codecs = codecs;
  recording.bitrate_kbps = static_cast<int>(std::lround(bandwidth / 1000));
  if (plan.picture == nullptr) return;
  recording.resolution = fmt::format("{}x{}", plan.picture->size.width, plan.picture->size.height);
  if (plan.picture->frame_rate > 0) recording.frame_rate = plan.picture->frame_rate;
}

/// Of what everybody sees or, without a picture, hears.
std::span<const RecordingGap> gaps_of(const LecturePlan& plan) {
  const auto* const track = plan.picture != nullptr ? plan.picture : plan.sound;
  return track == nullptr ? std::span<const RecordingGap>() : track->gaps;
}

/// Without the ladder only what the lecture cannot be played without: the lowest rung, the screen, the sound.
std::vector<Rendition> wanted(const LecturePlan& plan, bool with_ladder) {
  const bool has_rung = std::ranges::any_of(plan.ready, &Rendition::is_rung);
  std::vector<Rendition> wanted;
  bool is_lowest = true;
  for (const auto& rendition : plan.missing) {
    const bool is_needed = !rendition.is_rung() || (!has_rung && is_lowest);
    if (rendition.is_rung()) is_lowest = false;
    if (with_ladder || is_needed) wanted.push_back(rendition);
  }
  return wanted;
}

}  // namespace

Result<Finalised> Finalisation::finish(const FinishedCapture& capture) {
  const auto find = [&](db::Transaction& tx) -> Result<Recording> {
    auto recording = find_recording(tx, capture.recording);
    if (!recording) return recording_not_found();
    return *std::move(recording);
  };
  Finalised result;
  VTP_TRY(result.recording, pipeline_.database.read(find));
  if (!result.recording.is_being_captured()) return result;
  std::vector<CapturedTrack> tracks;
  for (const auto& track : capture.tracks) {
    if (auto captured = open_captured(pipeline_, track))
      tracks.push_back(*std::move(captured));
    else
      result.unreadable.push_back(track.folder);
  }
  const auto plan = plan_lecture(capture.recording, tracks, pipeline_.settings.ladder);
  VTP_TRY(result.recording, pipeline_.database.write([&](db::Transaction& tx) -> Result<Recording> {
    VTP_TRY(auto recording, find(tx));
    // Somebody else may have been faster.
    if (!recording.is_being_captured()) return recording;
    recording.stopped_at = capture.stopped_at;
    store(tx, std::move(recording), tracks, plan);
    return find(tx);
  }));
  return result;
}

void Finalisation::store(db::Transaction& tx, Recording recording, std::span<const CapturedTrack> tracks,
                         const LecturePlan& plan) {
  const auto now = pipeline_.clock.now();
  for (const auto& track : tracks) store_track(tx, row_of(track, recording.id), now);
  if (plan.picture == nullptr && plan.sound == nullptr) {
    recording.status = RecordingStatus::failed;
    recording.error_message = "no media received";
    update_recording(tx, recording, now);
    return;
  }
  recording.status = RecordingStatus::processing;
  describe(recording, tracks, plan);
  update_recording(tx, recording, now);
  insert_gaps(tx, recording.id, gaps_of(plan), now);
  for (const auto& rendition : plan.ready) {
    announce_rendition(tx, rendition, now);
    store_ready(tx, rendition, now);
  }
  for (const auto& rendition : plan.missing) announce_rendition(tx, rendition, now);
  processing::enqueue_rungs(pipeline_.queue, tx, wanted(plan, pipeline_.settings.auto_transcode), {},
                            recording.started_by);
  if (!plan.ready.empty()) processing::enqueue_pictures(pipeline_, tx, recording);
  processing::settle_recording(tx, recording.id, {}, now);
}

}  // namespace vtp::recordings
