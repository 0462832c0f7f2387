#include "media/track_log/track_index.h"

namespace vtp::media {
namespace {

constexpr std::uint64_t micros_a_second = 1'000'000;

/// value * factor / divisor, rounded, where the product of value and factor need not fit.
std::uint64_t scaled(std::uint64_t value, std::uint64_t factor, std::uint64_t divisor) {
  return value / divisor * factor + (value % divisor * factor + divisor / 2) / divisor;
}

}  // namespace

std::uint64_t ticks_to_microseconds(std::uint64_t ticks, std::uint32_t timescale) {
  return scaled(ticks, micros_a_second, timescale);
}

std::uint64_t microseconds_to_ticks(std::uint64_t microseconds, std::uint32_t timescale) {
  return scaled(microseconds, timescale, micros_a_second);
}

Timestamp TrackIndex::wall_time(const LoggedSegment& segment, std::uint64_t ticks) const {
  return stretches[segment.stretch].epoch +
         std::chrono::microseconds(static_cast<std::int64_t>(ticks_to_microseconds(ticks, timescale)));
}

}  // namespace vtp::media
