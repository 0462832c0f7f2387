// What is in the log of a track, sample by sample.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "media/track_log/track_log.h"

namespace vtp::live::test {

struct RecordedSample {
  double start = 0;     // seconds of media time
  double duration = 0;  // seconds
  bool is_key = false;
  std::string data;
};

/// Every sample, read from the data file as a player would. Fails the test if the log contradicts itself:
/// parts that do not say what their samples do, segments that overlap or leave something out that is no gap.
std::vector<RecordedSample> recorded_samples(const media::TrackLog& log);

media::TrackIndex index_of(const media::TrackLog& log);

/// Initialisation segment and all parts that belong to it, for ffmpeg.
std::string whole_file(const media::TrackLog& log, std::size_t init = 0);

/// Seconds of gaps that are segments.
double seconds_of_gaps(const media::TrackIndex& index);

}  // namespace vtp::live::test
