#include "live/recording/sender_clock.h"

#include <chrono>

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

/// Ways do not become that much longer; clocks that are set do.
constexpr rtc::Duration jump = 1s;
/// Two reports after a jump agree better than two that waited in a queue.
constexpr rtc::Duration agreement = 50ms;

rtc::Duration distance(rtc::Duration a, rtc::Duration b) {
  return a > b ? a - b : b - a;
}

}  // namespace

std::optional<rtc::Instant> SenderClock::on_report(rtc::NtpTime sent_at, rtc::Instant arrived_at) {
  const rtc::Duration theirs = rtc::from_ntp(sent_at).time_since_epoch();
  const auto offset = arrived_at.time_since_epoch() - theirs;
  if (!way_.is_empty() && distance(offset, way_.offset()) > jump) {
    if (!stranger_ || distance(*stranger_, offset) > agreement) {
      stranger_ = offset;
      return std::nullopt;
    }
    way_.clear();
  }
  stranger_.reset();
  return rtc::Instant(theirs + way_.add(arrived_at, offset));
}

}  // namespace vtp::live
