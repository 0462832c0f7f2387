#include "recordings/played_segments.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vtp::recordings {
namespace {

constexpr double clock_tolerance = 1.1;
constexpr double slack_ms = 1000;
constexpr double us_per_ms = 1000;

/// The part of a segment that lies in `wall`; played at an even speed.
PlayedSegment part_of(const PlayedSegment& whole, Interval wall) {
  const auto media_at = [&](std::int64_t instant) {
    const auto share =
        static_cast<double>(instant - whole.wall.begin) / static_cast<double>(whole.wall.length());
    return whole.media.begin + std::llround(share * static_cast<double>(whole.media.length()));
  };
  return {{media_at(wall.begin), media_at(wall.end)}, wall};
}

bool goes_on(const PlayedSegment& first, const PlayedSegment& second) {
  return first.media.end == second.media.begin && first.wall.end == second.wall.begin;
}

void join(PlayedSegment& first, const PlayedSegment& second) {
  first.media.end = second.media.end;
  first.wall.end = second.wall.end;
}

}  // namespace

bool is_playable_within(Interval media_ms, Interval wall_us, double speed) {
  const auto wall_ms = static_cast<double>(wall_us.length()) / us_per_ms;
  return static_cast<double>(media_ms.length()) <= wall_ms * speed * clock_tolerance + slack_ms;
}

PlayedSegments::PlayedSegments(std::span<const std::byte> bytes) {
  segments_.resize(bytes.size() / sizeof(PlayedSegment));
  if (!segments_.empty())
    std::memcpy(segments_.data(), bytes.data(), segments_.size() * sizeof(PlayedSegment));
}

std::vector<std::byte> PlayedSegments::to_bytes() const {
  const auto bytes = std::as_bytes(std::span(segments_));
  return {bytes.begin(), bytes.end()};
}

bool PlayedSegments::add(PlayedSegment claim, double speed, const PlayLimits& limits) {
  if (!is_credible(claim, speed, limits)) return false;
  claim.media.end = std::min<std::int64_t>(claim.media.end, limits.duration.count());
  if (claim.media.is_empty()) return false;

  auto taken = wall();
  if (limits.elsewhere != nullptr)
    for (const auto& interval : limits.elsewhere->intervals()) taken.add(interval);
  bool added = false;
  for (const auto& wall : taken.uncovered(claim.wall)) {
    const auto part = part_of(claim, wall);
    // The tolerance of a second is one for the session: many short claims must not add it up.
    const Interval all_media{0, content_time().count() + part.media.length()};
    const Interval all_wall{0, wall_time().count() + part.wall.length()};
    if (part.media.is_empty() || all_wall.length() > limits.wall_budget.count()) continue;
    if (!is_playable_within(all_media, all_wall, max_speed) || segments_.size() >= max_segments) continue;
    insert(part);
    added = true;
  }
  return added;
}

bool PlayedSegments::is_credible(const PlayedSegment& claim, double speed, const PlayLimits& limits) const {
  return speed > 0 && speed <= max_speed && claim.media.begin >= 0 && !claim.media.is_empty() &&
         !claim.wall.is_empty() && claim.media.end <= (limits.duration + end_tolerance).count() &&
         is_playable_within(claim.media, claim.wall, speed);
}

void PlayedSegments::insert(const PlayedSegment& segment) {
  auto at = std::ranges::lower_bound(segments_, segment.wall.begin, {},
                                     [](const PlayedSegment& other) { return other.wall.begin; });
  at = segments_.insert(at, segment);
  if (const auto next = at + 1; next != segments_.end() && goes_on(*at, *next)) {
    join(*at, *next);
    segments_.erase(next);
  }
  if (at != segments_.begin() && goes_on(*(at - 1), *at)) {
    join(*(at - 1), *at);
    segments_.erase(at);
  }
}

IntervalSet PlayedSegments::media() const {
  IntervalSet set;
  for (const auto& segment : segments_) set.add(segment.media);
  return set;
}

IntervalSet PlayedSegments::wall() const {
  IntervalSet set;
  for (const auto& segment : segments_) set.add(segment.wall);
  return set;
}

std::chrono::milliseconds PlayedSegments::content_time() const {
  std::chrono::milliseconds total{0};
  for (const auto& segment : segments_) total += std::chrono::milliseconds(segment.media.length());
  return total;
}

std::chrono::microseconds PlayedSegments::wall_time() const {
  std::chrono::microseconds total{0};
  for (const auto& segment : segments_) total += std::chrono::microseconds(segment.wall.length());
  return total;
}

}  // namespace vtp::recordings
