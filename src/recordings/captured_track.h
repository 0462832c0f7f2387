// The log of a track that has ended, opened, and what of it matters to the lecture.
#pragma once

#include <vector>

#include "media/segment_index.h"
#include "recordings/finalisation.h"

namespace vtp::recordings {

struct CapturedTrack {
  FinishedTrack finished;
  media::SegmentIndex index;  // without segments if there is no media
  media::PictureSize size;    // the largest
  double frame_rate = 0;      // of its beginning
  std::int64_t start = 0;     // microseconds of media time
  std::int64_t end = 0;       // microseconds of media time
  std::vector<RecordingGap> gaps;

  [[nodiscard]] bool has_media() const { return !index.segments.empty(); }
  /// In the codecs that every player of HLS knows (RFC 6381 names of H.264 and AAC).
  [[nodiscard]] bool can_be_played() const {
    return index.codec.starts_with("avc1.") || index.codec.starts_with("mp4a.40.");
  }
};

/// Ends the log if the recorder could not, and puts its initialisation segments beside it.
Result<CapturedTrack> open_captured(const processing::Pipeline& pipeline, const FinishedTrack& finished);

/// As it is stored.
RecordingTrack row_of(const CapturedTrack& track, RecordingId recording);

}  // namespace vtp::recordings
