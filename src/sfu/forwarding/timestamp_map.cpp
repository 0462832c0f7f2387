#include "sfu/forwarding/timestamp_map.h"

#include <algorithm>
#include <chrono>

#include "rtc/rtp/sequence.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

// A picture may be pushed into the future this far, to come after the last one; a viewer does not see it.
constexpr rtc::Duration longest_push = 75ms;
// Clocks that claim to be further ahead of the time that has passed, or behind it, are not believed. A viewer
// may begin some seconds in the past.
constexpr rtc::Duration most_ahead = 1s;
constexpr rtc::Duration most_behind = 4s;

}  // namespace

std::int32_t TimestampMap::ticks(rtc::Duration duration) const {
  return static_cast<std::int32_t>(duration.count() * rate_ / 1'000'000);
}

bool TimestampMap::begin(std::uint32_t in, std::optional<std::uint32_t> expected, rtc::Instant now) {
  if (!has_begun_) {
    has_begun_ = true;
    offset_ = 0;
    last_out_ = in - 1;
    last_at_ = now;
    return true;
  }
  const auto by_time = last_out_ + static_cast<std::uint32_t>(ticks(now - last_at_));
  // What the last change pushed is taken back, lest sound and picture drift apart.
  auto out = expected ? *expected + offset_ - pushed_ : by_time;
  const auto ahead = static_cast<std::int32_t>(out - by_time);
  if (ahead > ticks(most_ahead) || ahead < -ticks(most_behind)) out = by_time;
  const auto behind = static_cast<std::int32_t>(last_out_ + 1 - out);
  if (behind > ticks(longest_push)) return false;
  pushed_ = static_cast<std::uint32_t>(std::max(behind, 0));
  out += pushed_;
  offset_ = out - in;
  return true;
}

std::uint32_t TimestampMap::forward(std::uint32_t in, rtc::Instant now) {
  const auto out = in + offset_;
  if (rtc::is_newer(out, last_out_)) {
    last_out_ = out;
    last_at_ = now;
  }
  return out;
}

}  // namespace vtp::sfu
