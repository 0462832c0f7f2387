#include "live/recording/sender_clock.h"

#include <chrono>

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

// A clock that is 100 millionths off moves by 3 ms in that time; ways seldom stay congested for as long.
constexpr rtc::Duration memory = 30s;
/// Ways do not become that much longer; clocks that are set do.
constexpr rtc::Duration jump = 1s;
/// Two reports after a jump agree better than two that waited in a queue.
constexpr rtc::Duration agreement = 50ms;

rtc::Duration distance(rtc::Duration a, rtc::Duration b) {
  return a > b ? a - b : b - a;
}

}  // namespace

void SenderClock::begin_anew(const Reading& reading) {
  readings_.assign(1, reading);
  stranger_.reset();
}

std::optional<rtc::Instant> SenderClock::on_report(rtc::NtpTime sent_at, rtc::Instant arrived_at) {
  const rtc::Duration theirs = rtc::from_ntp(sent_at).time_since_epoch();
  const Reading reading{.at = arrived_at, .offset = arrived_at.time_since_epoch() - theirs};
  if (readings_.empty()) {
    begin_anew(reading);
  } else if (distance(reading.offset, readings_.front().offset) > jump) {
    if (!stranger_ || distance(stranger_->offset, reading.offset) > agreement) {
      stranger_ = reading;
      return std::nullopt;
    }
    begin_anew(reading);
  } else {
    stranger_.reset();
    while (!readings_.empty() && readings_.back().offset >= reading.offset) readings_.pop_back();
    readings_.push_back(reading);
    while (readings_.front().at + memory < arrived_at) readings_.pop_front();
  }
  return rtc::Instant(theirs + readings_.front().offset);
}

}  // namespace vtp::live
