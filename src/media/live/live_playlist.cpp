#include "media/live/live_playlist.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "media/live/live_names.h"
#include "media/text_lines.h"

namespace vtp::media {
namespace {

constexpr std::uint64_t micros_a_second = 1'000'000;
// In target durations, as the specification wants them (sections 4.4.3.8, 4.4.4.9, 6.2.2).
constexpr int skip_boundary = 6, parts_kept = 3, hold_back = 3, shortest_window = 3;
constexpr int part_hold_back = 3;  // in part target durations

std::string seconds(std::uint64_t micros) {
  return fmt::format("{}.{:06}", micros / micros_a_second, micros % micros_a_second);
}

/// Durations are differences of rounded times, so that rounding never adds up.
std::string duration_of(std::uint64_t start, std::uint64_t end, std::uint32_t timescale) {
  return seconds(ticks_to_microseconds(end, timescale) - ticks_to_microseconds(start, timescale));
}

std::uint64_t part_target(const TrackIndex& index, const LiveTiming& timing) {
  const auto wanted = static_cast<std::uint64_t>(std::chrono::microseconds(timing.part).count());
  // A slow picture lasts longer than a part should.
  return std::max(wanted, ticks_to_microseconds(index.longest_part, index.timescale));
}

class PlaylistWriter : TextLines {
 public:
  PlaylistWriter(const TrackIndex& index, const LiveTiming& timing, const LivePlaylistRequest& request)
      : index_(index),
        timing_(timing),
        request_(request),
        first_(first_live_segment(index, timing)),
        target_ticks_(static_cast<std::uint64_t>(timing.target.count()) * index.timescale),
        has_parts_(timing.low_latency && !index.end) {}

  std::string write() {
    write_head();
    auto number = first_;
    if (const auto skipped = request_.skips ? skippable() : 0; skipped > 0) {
      line("#EXT-X-SKIP:SKIPPED-SEGMENTS={}", skipped);
      number += skipped;
    }
    for (bool is_first = true; number < index_.segments.size(); ++number, is_first = false)
      write_segment(number, is_first && number == first_);
    write_tail();
    return take_text();
  }

 private:
  [[nodiscard]] std::string uri(std::string name) const {
    if (!request_.query.empty()) name.append("?").append(request_.query);
    return name;
  }

  void write_head() {
    line("#EXTM3U");
    line("#EXT-X-VERSION:9");
    if (std::all_of(index_.segments.begin() + static_cast<std::ptrdiff_t>(first_), index_.segments.end(),
                    [](const LoggedSegment& segment) { return segment.is_gap || segment.is_independent; }))
      line("#EXT-X-INDEPENDENT-SEGMENTS");
    line("#EXT-X-TARGETDURATION:{}", timing_.target.count());
    if (timing_.window.count() == 0) line("#EXT-X-PLAYLIST-TYPE:EVENT");
    if (!index_.end) write_control();
    line("#EXT-X-MEDIA-SEQUENCE:{}", first_);
    if (first_ < index_.segments.size() && index_.segments[first_].stretch > 0)
      line("#EXT-X-DISCONTINUITY-SEQUENCE:{}", index_.segments[first_].stretch);
  }

  void write_control() {
    const auto target = timing_.target.count();
    const auto holds_back = target * hold_back;
    if (!has_parts_) {
      line("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL={},HOLD-BACK={}",
           target * skip_boundary, holds_back);
      return;
    }
    const auto part = part_target(index_, timing_);
    line("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL={},HOLD-BACK={},PART-HOLD-BACK={}",
         target * skip_boundary, holds_back, seconds(part * part_hold_back));
    line("#EXT-X-PART-INF:PART-TARGET={}", seconds(part));
  }

  /// Segments before the skip boundary, which an update may leave out.
  [[nodiscard]] std::size_t skippable() const {
    const auto boundary = target_ticks_ * skip_boundary;
    const auto is_recent = [&](const LoggedSegment& segment) {
      return segment.end() + boundary > index_.end_time();
    };
    const auto begin = index_.segments.begin() + static_cast<std::ptrdiff_t>(first_);
    return static_cast<std::size_t>(std::find_if(begin, index_.segments.end(), is_recent) - begin);
  }

  void write_segment(std::size_t number, bool is_first_of_all) {
    const auto& segment = index_.segments[number];
    if (!is_first_of_all && number > 0 && index_.segments[number - 1].stretch != segment.stretch)
      line("#EXT-X-DISCONTINUITY");
    // After a skip it is said again, which does no harm.
    if (!segment.is_gap && segment.init != map_) {
      map_ = segment.init;
      line("#EXT-X-MAP:URI=\"{}\"", uri(init_version_name(segment.init)));
    }
    line("#EXT-X-PROGRAM-DATE-TIME:{}", to_rfc3339(index_.wall_time(segment, segment.start)));
    const bool is_recent = segment.end() + target_ticks_ * parts_kept > index_.end_time();
    if (has_parts_ && is_recent) write_parts(number);
    if (!segment.is_complete) return;
    if (segment.is_gap) line("#EXT-X-GAP");
    line("#EXTINF:{},", duration_of(segment.start, segment.end(), index_.timescale));
    line("{}", uri(live_segment_name(number)));
  }

  void write_parts(std::size_t number) {
    const auto& segment = index_.segments[number];
    for (std::size_t i = 0; i < segment.parts; ++i) {
      const auto& part = index_.part(segment, i);
      line("#EXT-X-PART:DURATION={},URI=\"{}\"{}", duration_of(part.start, part.end(), index_.timescale),
           uri(live_part_name(number, i)), part.is_independent ? ",INDEPENDENT=YES" : "");
    }
  }

  void write_tail() {
    if (index_.end) {
      line("#EXT-X-ENDLIST");
      return;
    }
    if (has_parts_) {
      const auto next = index_.has_open_segment() ? index_.segments.back().parts : 0;
      line("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"{}\"", uri(live_part_name(index_.complete_segments(), next)));
    }
    for (const auto& report : request_.reports)
      line("#EXT-X-RENDITION-REPORT:URI=\"{}\",LAST-MSN={},LAST-PART={}", uri(report.uri), report.last_number,
           report.last_part);
  }

  const TrackIndex& index_;
  const LiveTiming& timing_;
  const LivePlaylistRequest& request_;
  std::size_t first_;
  std::uint64_t target_ticks_;
  bool has_parts_;
  std::optional<std::uint16_t> map_;
};

}  // namespace

std::optional<RenditionReport> rendition_report(std::string uri, const TrackIndex& index) {
  if (index.segments.empty()) return std::nullopt;
  const auto parts = index.segments.back().parts;
  return RenditionReport{.uri = std::move(uri),
                         .last_number = index.segments.size() - 1,
                         .last_part = parts > 0 ? parts - 1 : 0};
}

std::size_t first_live_segment(const TrackIndex& index, const LiveTiming& timing) {
  if (timing.window.count() == 0 || index.segments.empty()) return 0;
  const auto shortest = timing.target * shortest_window;
  const auto window = static_cast<std::uint64_t>(std::max(timing.window, shortest).count()) * index.timescale;
  if (index.end_time() <= window) return 0;
  const auto begin = std::ranges::partition_point(index.segments, [&](const LoggedSegment& segment) {
    return segment.end() <= index.end_time() - window;
  });
  return static_cast<std::size_t>(begin - index.segments.begin());
}

std::string live_media_playlist(const TrackIndex& index, const LiveTiming& timing,
                                const LivePlaylistRequest& request) {
  return PlaylistWriter(index, timing, request).write();
}

}  // namespace vtp::media
