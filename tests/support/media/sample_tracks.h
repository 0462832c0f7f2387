// Indexes of tracks as a recorder would have written them, for tests of the texts that players get.
#pragma once

#include <cstdint>

#include "media/track_log/index_records.h"

namespace vtp::media::test {

/// Grows a track by whole pieces, one after the other.
class SampleTrack {
 public:
  /// Ticks 1000 times a second from 2026-03-01T09:30:00Z on.
  explicit SampleTrack(TrackKind kind = TrackKind::video);

  SampleTrack& init(std::string_view codec, PictureSize size);
  /// Parts of 500 ms, the first of which is independent.
  SampleTrack& segment(std::size_t parts = 4);
  /// Parts of a segment that is not complete yet.
  SampleTrack& parts(std::size_t count, bool begins_with_key = true);
  SampleTrack& gap(std::uint64_t milliseconds);
  /// The recording was paused for so long.
  SampleTrack& pause(std::chrono::seconds duration);
  SampleTrack& end();

  TrackIndex index;

 private:
  void add(const IndexRecord& record);
};

/// `segments` complete ones of 2 s, and `parts` of one more.
TrackIndex sample_track(std::size_t segments, std::size_t parts, TrackKind kind = TrackKind::video);

}  // namespace vtp::media::test
