// Where the tracks of a class begin anew, and what of them lies in between: Periods of DASH, in which every
// track has one initialisation segment and segments without a gap in their numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "media/track_log/track_index.h"

namespace vtp::media {

/// Segments [first, end) of one track, one after the other.
struct SegmentRun {
  std::size_t first = 0;
  std::size_t end = 0;
  bool operator==(const SegmentRun&) const = default;
};

struct DashPeriod {
  std::uint64_t start = 0;  // microseconds of media time
  std::uint16_t stretch = 0;
  std::vector<std::optional<SegmentRun>> runs;  // of each track; nullopt: it has nothing in this period
};

/// Of complete segments, from `first[i]` on of track i. Never a gap is among them.
std::vector<DashPeriod> dash_periods(std::span<const TrackIndex* const> tracks,
                                     std::span<const std::size_t> first);

}  // namespace vtp::media
