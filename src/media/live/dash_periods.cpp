#include "media/live/dash_periods.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace vtp::media {
namespace {

/// Segments of a track that a single Period can hold.
struct TrackRun {
  std::size_t track = 0;
  SegmentRun segments;
  std::uint64_t start = 0, end = 0;  // microseconds
  std::uint16_t stretch = 0;
};

bool belong_together(const TimelineSegment& a, const TimelineSegment& b) {
  return !a.is_gap && !b.is_gap && a.init == b.init && a.stretch == b.stretch;
}

std::vector<TrackRun> runs_of(std::size_t number, const DashTimeline& track) {
  std::vector<TrackRun> runs;
  for (auto i = track.first; i < track.segments.size(); ++i) {
    const auto& segment = track.segments[i];
    if (segment.is_gap) continue;
    if (i > track.first && belong_together(track.segments[i - 1], segment)) {
      runs.back().segments.end = i + 1;
    } else {
      runs.push_back({.track = number,
                      .segments = {i, i + 1},
                      .start = track.microseconds(segment.start),
                      .stretch = segment.stretch});
    }
    runs.back().end = track.microseconds(segment.end);
  }
  return runs;
}

/// The part of a run that is shown between two moments; segments on an edge are in the periods of both sides,
/// and players cut them.
std::optional<SegmentRun> part_between(const TrackRun& run, const DashTimeline& track, std::uint64_t start,
                                       std::uint64_t end) {
  SegmentRun part{run.segments.end, run.segments.end};
  for (auto i = run.segments.first; i < run.segments.end; ++i) {
    const auto& segment = track.segments[i];
    if (track.microseconds(segment.end) <= start) continue;
    if (track.microseconds(segment.start) >= end) break;
    part.first = std::min(part.first, i);
    part.end = i + 1;
  }
  if (part.first == run.segments.end) return std::nullopt;
  return part;
}

}  // namespace

DashTimeline dash_timeline(const TrackIndex& track, std::size_t first) {
  DashTimeline timeline{.timescale = track.timescale, .first = first, .segments = {}};
  const auto count = track.complete_segments();
  timeline.segments.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& segment = track.segments[i];
    timeline.segments.push_back(
        {segment.start, segment.end(), segment.init, segment.stretch, segment.is_gap});
  }
  return timeline;
}

DashTimeline dash_timeline(const SegmentIndex& rendition) {
  DashTimeline timeline{.timescale = rendition.timescale, .origin = rendition.origin(), .segments = {}};
  timeline.segments.reserve(rendition.segments.size());
  auto time = rendition.start;
  std::uint16_t stretch = 0;
  for (const auto& segment : rendition.segments) {
    if (segment.begins_stretch) ++stretch;
    timeline.segments.push_back({time, time + segment.duration, segment.init, stretch, segment.is_gap()});
    time += segment.duration;
  }
  return timeline;
}

std::string dash_segment_timeline(const DashTimeline& track, const SegmentRun& run, std::string_view indent) {
  auto text = fmt::format("{}<SegmentTimeline>\n", indent);
  std::optional<std::uint64_t> time;
  for (auto first = run.first; first < run.end;) {
    const auto& segment = track.segments[first];
    const auto duration = segment.end - segment.start;
    auto end = first + 1;
    while (end < run.end && track.segments[end].end - track.segments[end].start == duration &&
           track.segments[end].start == track.segments[end - 1].end)
      ++end;
    const auto start = segment.start != time ? fmt::format(" t=\"{}\"", segment.start) : std::string();
    const auto repeats = end - first > 1 ? fmt::format(" r=\"{}\"", end - first - 1) : std::string();
    fmt::format_to(std::back_inserter(text), "{}  <S{} d=\"{}\"{}/>\n", indent, start, duration, repeats);
    time = track.segments[end - 1].end;
    first = end;
  }
  return text.append(indent).append("</SegmentTimeline>");
}

std::vector<DashPeriod> dash_periods(std::span<const DashTimeline> tracks) {
  std::vector<TrackRun> runs;
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    const auto more = runs_of(i, tracks[i]);
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
      periods[i].runs[run.track] = part_between(run, tracks[run.track], periods[i].start, end);
    }
  }
  return periods;
}

}  // namespace vtp::media
