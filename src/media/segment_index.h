// What playlists and players' segments need to know of a stored rendition, without opening its files. Kept in
// the database as a few bytes for each segment.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace vtp::media {

enum class TrackKind : std::uint8_t { video, audio };

struct Segment {
  std::uint64_t duration = 0;  // in ticks of the track
  std::uint32_t size = 0;      // bytes
  bool operator==(const Segment&) const = default;
};

struct SegmentIndex {
  TrackKind kind = TrackKind::video;
  std::uint32_t timescale = 1;  // ticks a second
  std::string codec;            // RFC 6381: "avc1.64001F"
  std::uint64_t start = 0;      // decode time of the first sample, in ticks
  std::uint32_t init_size = 0;  // bytes
  std::vector<Segment> segments;

  /// When segment `number` begins, in ticks; the end of the last one for number = segments.size().
  [[nodiscard]] std::uint64_t start_of(std::size_t number) const;
  [[nodiscard]] double duration_seconds() const;
  [[nodiscard]] std::uint64_t size_bytes() const;
  /// The longest segment.
  [[nodiscard]] double longest_seconds() const;
  /// Bits a second over the whole.
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
