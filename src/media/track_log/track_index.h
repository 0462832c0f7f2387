// What the log of one track holds, as far as it is needed to serve it: segments of parts of one file, and
// what is missing between them. Times are ticks of media time, which for all tracks of a recording begins at
// the same moment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "media/media_info.h"
#include "media/segment_index.h"

namespace vtp::media {

/// One initialisation segment. A change of resolution makes another.
struct InitVersion {
  std::string codec;  // RFC 6381
  PictureSize size;   // of a video
  std::string bytes;

  bool operator==(const InitVersion&) const = default;
};

struct LoggedPart {
  std::uint64_t start = 0;      // ticks
  std::uint64_t offset = 0;     // in the data file
  std::uint32_t duration = 0;   // ticks
  std::uint32_t size = 0;       // bytes
  bool is_independent = false;  // decoders may begin with it

  [[nodiscard]] std::uint64_t end() const { return start + duration; }
  bool operator==(const LoggedPart&) const = default;
};

/// Its place among the segments is its media sequence number (RFC 8216).
struct LoggedSegment {
  std::uint64_t start = 0;       // ticks
  std::uint64_t duration = 0;    // ticks
  std::uint64_t offset = 0;      // in the data file
  std::uint64_t size = 0;        // bytes; 0 of a gap
  std::uint32_t first_part = 0;  // among the parts of the track
  std::uint32_t parts = 0;
  std::uint16_t init = 0;     // among the initialisation segments
  std::uint16_t stretch = 0;  // among the stretches
  bool is_gap = false;        // nothing came in that time
  bool is_complete = false;
  bool is_independent = false;  // begins with a key frame

  [[nodiscard]] std::uint64_t end() const { return start + duration; }
  bool operator==(const LoggedSegment&) const = default;
};

enum class GapReason : std::uint8_t {
  muted,    // whoever sends stopped it
  silent,   // nothing came
  lost,     // packets were lost on the way, and what came could not be decoded without them
  restart,  // the recorder was not there
};

struct LoggedGap {
  std::uint64_t start = 0;     // ticks
  std::uint64_t duration = 0;  // ticks
  GapReason reason = GapReason::silent;
  /// The picture before was held, or sound was made up, so that players notice nothing. Otherwise the gap is
  /// a segment of its own.
  bool is_bridged = false;

  bool operator==(const LoggedGap&) const = default;
};

/// Media time that goes on like the wall clock. Another begins where the recording was paused, which takes no
/// media time.
struct Stretch {
  Timestamp epoch;          // the wall clock's time at media time 0
  std::uint64_t start = 0;  // ticks

  bool operator==(const Stretch&) const = default;
};

enum class LogEnd : std::uint8_t { stopped, disk_full, failed };

/// Grows at its end only: what is there does not change, save that an open segment becomes longer and that a
/// stretch of nothing gives way to the next.
struct TrackIndex {
  TrackKind kind = TrackKind::video;
  std::uint32_t timescale = 1;  // ticks a second
  std::vector<Stretch> stretches;
  std::vector<InitVersion> inits;
  std::vector<LoggedSegment> segments;  // the last one may be incomplete
  std::vector<LoggedPart> parts;
  std::vector<LoggedGap> gaps;
  std::uint32_t longest_part = 0;  // ticks
  std::optional<LogEnd> end;

  [[nodiscard]] bool has_open_segment() const { return !segments.empty() && !segments.back().is_complete; }
  /// Where the track ends, in ticks.
  [[nodiscard]] std::uint64_t end_time() const { return segments.empty() ? 0 : segments.back().end(); }
  /// Where the data end, in bytes.
  [[nodiscard]] std::uint64_t data_end() const {
    return parts.empty() ? 0 : parts.back().offset + parts.back().size;
  }
  [[nodiscard]] std::size_t complete_segments() const {
    return segments.size() - (has_open_segment() ? 1 : 0);
  }
  [[nodiscard]] const LoggedPart& part(const LoggedSegment& segment, std::size_t number) const {
    return parts[segment.first_part + number];
  }
  /// When something was captured.
  [[nodiscard]] Timestamp wall_time(const LoggedSegment& segment, std::uint64_t ticks) const;

  bool operator==(const TrackIndex&) const = default;
};

/// `ticks` in microseconds, rounded.
std::uint64_t ticks_to_microseconds(std::uint64_t ticks, std::uint32_t timescale);
/// The nearest tick.
std::uint64_t microseconds_to_ticks(std::uint64_t microseconds, std::uint32_t timescale);

}  // namespace vtp::media
