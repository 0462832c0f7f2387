#include "media/live/blocking_reload.h"

#include <algorithm>

namespace vtp::media {
namespace {

/// How many parts ahead a player may ask: three, or what takes three seconds.
std::size_t advance_part_limit(const LiveTiming& timing) {
  constexpr std::int64_t ahead = 3, ahead_ms = 3000;
  const auto part_ms = std::max<std::int64_t>(timing.part.count(), 1);
  return static_cast<std::size_t>(part_ms >= 1000 ? ahead : (ahead_ms + part_ms - 1) / part_ms);
}

std::size_t open_parts(const TrackIndex& index) {
  return index.has_open_segment() ? index.segments.back().parts : 0;
}

}  // namespace

ReloadAnswer answer_reload(const TrackIndex& index, const LiveTiming& timing, const BlockingReload& reload) {
  if (!reload.number) return reload.part ? ReloadAnswer::refused : ReloadAnswer::now;
  if (index.end) return ReloadAnswer::now;
  const auto complete = index.complete_segments();
  auto number = *reload.number;
  if (number > complete + 1) return ReloadAnswer::refused;
  if (!reload.part) return number < complete ? ReloadAnswer::now : ReloadAnswer::later;
  auto part = *reload.part;
  if (number < complete) {
    const auto& segment = index.segments[number];
    if (segment.is_gap || part < segment.parts) return ReloadAnswer::now;
    // Past its last part means the first one of the next.
    ++number;
    part = 0;
    if (number < complete) return ReloadAnswer::now;
  }
  const auto parts = number == complete ? open_parts(index) : 0;
  if (part > parts + advance_part_limit(timing)) return ReloadAnswer::refused;
  return part < parts ? ReloadAnswer::now : ReloadAnswer::later;
}

PartAnswer answer_part(const TrackIndex& index, std::size_t number, std::size_t part) {
  if (number < index.segments.size()) {
    const auto& segment = index.segments[number];
    if (part < segment.parts) return PartAnswer::there;
    const bool is_next = !segment.is_complete && part == segment.parts;
    return is_next && !index.end ? PartAnswer::coming : PartAnswer::absent;
  }
  const bool is_next = number == index.complete_segments() && part == open_parts(index);
  return is_next && !index.end ? PartAnswer::coming : PartAnswer::absent;
}

}  // namespace vtp::media
