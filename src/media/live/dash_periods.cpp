#include "media/live/dash_periods.h"

#include <algorithm>
#include <utility>

namespace vtp::media {
namespace {

/// Segments of a track that a single Period can hold.
struct TrackRun {
  std::size_t track = 0;
  SegmentRun segments;
  std::uint64_t start = 0, end = 0;  // microseconds
  std::uint16_t stretch = 0;
};

bool belong_together(const LoggedSegment& a, const LoggedSegment& b) {
  return !a.is_gap && !b.is_gap && a.init == b.init && a.stretch == b.stretch;
}

std::vector<TrackRun> runs_of(std::size_t track, const TrackIndex& index, std::size_t first) {
  std::vector<TrackRun> runs;
  const auto count = index.complete_segments();
  for (auto i = first; i < count; ++i) {
    const auto& segment = index.segments[i];
    if (segment.is_gap) continue;
    if (i > first && belong_together(index.segments[i - 1], segment)) {
      runs.back().segments.end = i + 1;
    } else {
      runs.push_back({.track = track,
                      .segments = {i, i + 1},
                      .start = ticks_to_microseconds(segment.start, index.timescale),
                      .stretch = segment.stretch});
    }
    runs.back().end = ticks_to_microseconds(segment.end(), index.timescale);
  }
  return runs;
}

/// The part of a run that is shown between two moments; segments on an edge are in the periods of both sides,
/// and players cut them.
std::optional<SegmentRun> part_between(const TrackRun& run, const TrackIndex& index, std::uint64_t start,
                                       std::uint64_t end) {
  SegmentRun part{run.segments.end, run.segments.end};
  for (auto i = run.segments.first; i < run.segments.end; ++i) {
    const auto& segment = index.segments[i];
    if (ticks_to_microseconds(segment.end(), index.timescale) <= start) continue;
    if (ticks_to_microseconds(segment.start, index.timescale) >= end) break;
    part.first = std::min(part.first, i);
    part.end = i + 1;
  }
  if (part.first == run.segments.end) return std::nullopt;
  return part;
}

}  // namespace

std::vector<DashPeriod> dash_periods(std::span<const TrackIndex* const> tracks,
                                     std::span<const std::size_t> first) {
  std::vector<TrackRun> runs;
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    const auto more = runs_of(i, *tracks[i], first[i]);
    runs.insert(runs.end(), more.begin(), more.end());
  }
  std::ranges::sort(runs, {}, [](const TrackRun& run) { return std::pair(run.start, run.track); });

  // A period begins where a track that has been in the one before begins anew.
  std::vector<DashPeriod> periods;
  std::vector<std::uint64_t> ends(tracks.size(), 0);  // of the last run of each track
  const auto is_in_newest = [&](const TrackRun& run) { return ends[run.track] > periods.back().start; };
  for (const auto& run : runs) {
    if (periods.empty() || is_in_newest(run) || periods.back().stretch != run.stretch) {
      periods.push_back({.start = run.start, .stretch = run.stretch, .runs = {}});
      periods.back().runs.resize(tracks.size());
    }
    ends[run.track] = run.end;
  }
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const auto end = i + 1 < periods.size() ? periods[i + 1].start : UINT64_MAX;
    for (const auto& run : runs) {
      if (run.stretch != periods[i].stretch || run.start >= end || run.end <= periods[i].start) continue;
      periods[i].runs[run.track] = part_between(run, *tracks[run.track], periods[i].start, end);
    }
  }
  return periods;
}

}  // namespace vtp::media
