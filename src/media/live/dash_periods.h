// Where tracks begin anew, and what of them lies in between: Periods of DASH, in which every track has one
// initialisation segment and segments without a gap in their numbers. Of classes that run and of stored ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "media/track_log/track_index.h"

namespace vtp::media {

/// Segments [first, end) of one track, one after the other.
struct SegmentRun {
  std::size_t first = 0;
  std::size_t end = 0;
  bool operator==(const SegmentRun&) const = default;
};

/// Of a track, what Periods depend on.
struct TimelineSegment {
  std::uint64_t start = 0;  // ticks
  std::uint64_t end = 0;    // ticks
  std::uint16_t init = 0;
  std::uint16_t stretch = 0;
  bool is_gap = false;
};

struct DashTimeline {
  std::uint32_t timescale = 1;
  std::uint64_t origin = 0;  // ticks at which the presentation begins
  std::size_t first = 0;     // the first segment that counts
  std::vector<TimelineSegment> segments;

  [[nodiscard]] std::uint64_t microseconds(std::uint64_t ticks) const {
    return ticks_to_microseconds(ticks - origin, timescale);
  }
};

/// Of complete segments, from number `first` on.
DashTimeline dash_timeline(const TrackIndex& track, std::size_t first);
/// Of a stored rendition.
DashTimeline dash_timeline(const SegmentIndex& rendition);

/// The element SegmentTimeline with these segments, each line after `indent`.
std::string dash_segment_timeline(const DashTimeline& track, const SegmentRun& run, std::string_view indent);

struct DashPeriod {
  std::uint64_t start = 0;  // microseconds of media time
  std::uint16_t stretch = 0;
  std::vector<std::optional<SegmentRun>> runs;  // of each track; nullopt: it has nothing in this period
};

/// Never a gap is among them.
std::vector<DashPeriod> dash_periods(std::span<const DashTimeline> tracks);

}  // namespace vtp::media
