#include "live/recording/stream_clock.h"

#include <algorithm>
#include <chrono>

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t micros_a_second = 1'000'000;
/// Reports are read off clocks by busy programs; their average is what matters.
constexpr int smoothing = 4;
constexpr rtc::Duration jump = 100ms;
constexpr rtc::Duration agreement = 50ms;
/// No frame comes that late, nor before it was captured: the sender has begun to count anew.
constexpr rtc::Duration plausible = 5s;
/// After silence, senders go on as if no time had passed, or with any other timestamp.
constexpr rtc::Duration silence = 1s;
constexpr rtc::Duration plausible_after_silence = 300ms;

rtc::Duration distance(rtc::Duration a, rtc::Duration b) {
  return a > b ? a - b : b - a;
}

}  // namespace

rtc::Duration StreamClock::duration_of(std::int64_t ticks) const {
  const auto seconds = ticks / rate_, rest = ticks % rate_;
  return rtc::Duration(seconds * micros_a_second + rest * micros_a_second / rate_);
}

void StreamClock::begin_anew(rtc::Duration offset) {
  offset_ = offset;
  way_.clear();
  has_report_ = false;
  stranger_.reset();
}

rtc::Instant StreamClock::on_frame(std::uint32_t timestamp, rtc::Instant arrived_at) {
  const auto time = duration_of(timestamps_.unwrap(timestamp));
  const auto offset = arrived_at.time_since_epoch() - time;
  const bool was_silent = last_arrival_ != rtc::Instant::min() && arrived_at - last_arrival_ > silence;
  last_arrival_ = std::max(last_arrival_, arrived_at);
  if (!offset_ || distance(offset, *offset_) > (was_silent ? plausible_after_silence : plausible))
    begin_anew(offset);
  // Without a report, the frame that was the quickest on its way tells the most.
  if (!has_report_) offset_ = way_.add(last_arrival_, offset);
  return rtc::Instant(time + *offset_);
}

void StreamClock::on_report(std::uint32_t timestamp, rtc::Instant moment) {
  // Reports tell of moments between frames, which must not become what the next frame is compared with.
  if (!timestamps_.last()) timestamps_.unwrap(timestamp);
  const auto offset = moment.time_since_epoch() - duration_of(timestamps_.peek(timestamp));
  if (!has_report_) {
    const bool is_plausible = !offset_ || distance(offset, *offset_) < plausible;
    if (!is_plausible) return;
    offset_ = offset;
    has_report_ = true;
  } else if (distance(offset, *offset_) <= jump) {
    *offset_ += (offset - *offset_) / smoothing;
    stranger_.reset();
  } else if (stranger_ && distance(*stranger_, offset) <= agreement) {
    offset_ = offset;
    stranger_.reset();
  } else {
    stranger_ = offset;
  }
}

}  // namespace vtp::live
