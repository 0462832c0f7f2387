// Puts a video and an audio rendition together on the fly, for players that take a single media playlist: the
// rendition "<video>-av". The video is track 1, the audio track 2; the segments are those of the video.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "media/segment_index.h"

namespace vtp::media {

/// One initialisation segment with two tracks.
Result<std::string> interleave_init(std::string_view video_init, std::string_view audio_init);

/// Audio segments [first, end) hold what sounds during a video segment.
struct SegmentRange {
  std::size_t first = 0;
  std::size_t end = 0;
};
SegmentRange audio_segments_for(const SegmentIndex& video, std::size_t number, const SegmentIndex& audio);

/// Does enough sound during a video segment for a segment of its own, should that be a gap?
bool has_sound(const SegmentIndex& video, std::size_t number, const SegmentIndex& audio);

struct InterleaveParts {
  const SegmentIndex& video;
  const SegmentIndex& audio;
  std::size_t number = 0;       // of the video segment
  std::string_view video_init;  // the one of that segment
  std::string_view audio_init;
  std::string_view video_segment;           // empty: a gap
  std::vector<std::string> audio_segments;  // those of audio_segments_for(), gaps empty
};

/// Video segment `number` with the audio samples that begin during it. The first segment takes all earlier
/// audio and the last one all that follows, so that over all segments every sample is there exactly once.
Result<std::string> interleave_segment(const InterleaveParts& parts);

}  // namespace vtp::media
