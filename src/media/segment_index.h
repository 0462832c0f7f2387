// What playlists and players' segments need to know of a stored rendition, without opening its files. Kept in
// the database as a few bytes for each segment.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "media/media_info.h"

namespace vtp::media {

enum class TrackKind : std::uint8_t { video, audio };

struct Segment {
  std::uint64_t duration = 0;   // in ticks of the track
  std::uint32_t size = 0;       // bytes; none of a gap
  std::uint16_t init = 0;       // among the initialisation segments of a log
  bool begins_stretch = false;  // the recording was paused before it

  /// Time of which nothing was recorded.
  [[nodiscard]] bool is_gap() const { return size == 0; }
  bool operator==(const Segment&) const = default;
};

/// An initialisation segment of a log.
struct StoredInit {
  std::string codec;        // RFC 6381
  PictureSize picture;      // of a video
  std::uint32_t bytes = 0;  // its size
  bool operator==(const StoredInit&) const = default;
};

/// A rendition is stored in one of two forms: as a file for each segment, or as a log, in whose data file the
/// segments lie one after the other.
struct SegmentIndex {
  TrackKind kind = TrackKind::video;
  std::uint32_t timescale = 1;  // ticks a second
  std::string codec;            // RFC 6381: "avc1.64001F"
  std::uint64_t start = 0;      // decode time of the first sample, in ticks
  std::uint32_t init_size = 0;  // bytes of the first initialisation segment
  std::vector<Segment> segments;
  std::vector<StoredInit> inits;  // all of them, of a log; empty of files

  [[nodiscard]] bool is_log() const { return !inits.empty(); }
  /// Decode time of the beginning of the lecture, in ticks. All logs of a recording have the same, so that
  /// one may begin later; files begin with the lecture.
  [[nodiscard]] std::uint64_t origin() const { return is_log() ? 0 : start; }
  /// When segment `number` begins, in ticks; the end of the last one for number = segments.size().
  [[nodiscard]] std::uint64_t start_of(std::size_t number) const;
  /// Where segment `number` begins in the data file of a log, in bytes.
  [[nodiscard]] std::uint64_t offset_of(std::size_t number) const;
  /// From the beginning of the lecture to the end of the last segment.
  [[nodiscard]] double duration_seconds() const;
  [[nodiscard]] std::uint64_t size_bytes() const;
  /// The longest segment.
  [[nodiscard]] double longest_seconds() const;
  /// Bits a second over all time that is no gap.
  [[nodiscard]] double average_bandwidth() const;
  /// RFC 8216 section 4.1: the largest bit rate of any run of segments that lasts 0.5 to 1.5 times the target
  /// duration.
  [[nodiscard]] double peak_bandwidth() const;

  bool operator==(const SegmentIndex&) const = default;
};

/// Compact bytes for the column `renditions.segment_index`.
std::string serialise(const SegmentIndex& index);
/// The opposite; INTERNAL_ERROR for bytes that `serialise` did not make.
Result<SegmentIndex> parse_segment_index(std::string_view bytes);

}  // namespace vtp::media
