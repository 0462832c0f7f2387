#include "recordings/captured_track.h"

#include <algorithm>

#include "base/try.h"
#include "media/mp4/fragment.h"
#include "media/mp4/track.h"
#include "media/stored_folder.h"
#include "media/track_log/stored_form.h"
#include "media/track_log/track_log.h"

namespace vtp::recordings {
namespace {

std::int64_t micros(std::uint64_t ticks, const media::TrackIndex& track) {
  return static_cast<std::int64_t>(media::ticks_to_microseconds(ticks, track.timescale));
}

/// Whoever sends may be away on purpose: that is not missing.
std::vector<RecordingGap> gaps_of(const media::TrackIndex& track) {
  std::vector<RecordingGap> gaps;
  for (const auto& gap : track.gaps) {
    if (gap.is_bridged || gap.reason == media::GapReason::muted) continue;
    const auto reason = gap.reason == media::GapReason::restart ? RecordingGapReason::restart
                                                                : RecordingGapReason::publisher_lost;
    const auto start = micros(gap.start, track), end = micros(gap.start + gap.duration, track);
    // A long gap is several ones in the log.
    if (!gaps.empty() && gaps.back().end == start && gaps.back().reason == reason)
      gaps.back().end = end;
    else
      gaps.push_back({start, end, reason});
  }
  for (std::size_t i = 1; i < track.stretches.size(); ++i) {
    const auto& stretch = track.stretches[i];
    const auto start = micros(stretch.start, track);
    gaps.push_back(
        {start, start + (stretch.epoch - track.stretches[i - 1].epoch).count(), RecordingGapReason::pause});
  }
  std::ranges::sort(gaps, {}, &RecordingGap::start);
  return gaps;
}

/// Of the first segment; 0 if it cannot be read.
double frame_rate_of(const media::StoredFolder& stored) {
  const auto& segments = stored.index.segments;
  const auto first = std::ranges::find_if(segments, [](const auto& segment) { return !segment.is_gap(); });
  if (first == segments.end()) return 0;
  const auto bytes = media::read_segment(stored, static_cast<std::size_t>(first - segments.begin()));
  if (!bytes) return 0;
  const auto fragment = media::mp4::parse_fragment(*bytes, {});
  if (!fragment || fragment->duration() == 0) return 0;
  return static_cast<double>(fragment->samples.size()) * stored.index.timescale /
         static_cast<double>(fragment->duration());
}

media::PictureSize largest(const media::SegmentIndex& index) {
  media::PictureSize size;
  for (const auto& init : index.inits)
    if (init.picture.shorter_side() > size.shorter_side()) size = init.picture;
  return size;
}

}  // namespace

Result<CapturedTrack> open_captured(const processing::Pipeline& pipeline, const FinishedTrack& finished) {
  VTP_TRY(const auto folder, pipeline.store.path_of(finished.folder));
  VTP_TRY(const auto log, media::TrackLog::open(folder));
  if (!log->look([](const media::TrackIndex& track) { return track.end.has_value(); })) VTP_CHECK(log->end());
  const auto track = log->look([](const media::TrackIndex& index) { return index; });
  VTP_CHECK(media::write_inits(track, folder));
  CapturedTrack captured{.finished = finished,
                         .index = media::segment_index_of(track, pipeline.settings.segment_seconds),
                         .gaps = gaps_of(track)};
  if (!track.segments.empty()) captured.start = micros(track.segments.front().start, track);
  captured.end = micros(track.end_time(), track);
  if (track.kind == media::TrackKind::video && captured.has_media()) {
    captured.size = largest(captured.index);
    captured.frame_rate = frame_rate_of({folder, captured.index});
  }
  return captured;
}

RecordingTrack row_of(const CapturedTrack& track, RecordingId recording) {
  return {.recording = recording,
          .user = track.finished.user,
          .participant = track.finished.participant,
          .kind = track.index.kind,
          .source = track.finished.source,
          .codec = track.index.codec,
          .rid = track.finished.rid,
          .start = track.start,
          .end = track.end,
          .path = track.finished.folder,
          .bytes = static_cast<std::int64_t>(track.index.size_bytes()),
          .packets = track.finished.packets,
          .packets_lost = track.finished.packets_lost};
}

}  // namespace vtp::recordings
