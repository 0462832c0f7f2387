// Spreads a burst: the pictures that a late viewer begins with. Live packets do not wait here.
#pragma once

#include <cstdint>

#include "rtc/instant.h"

namespace vtp::sfu {

/// Keeps no packets: whoever has some asks whether the next may go, and comes again at ready_at().
class BurstPacer {
 public:
  struct Options {
    double factor = 2.5;  // times the estimate
    rtc::Duration depth = std::chrono::milliseconds(5);
    std::int64_t slowest = 1'000'000;  // bit/s: a burst shall end
  };

  BurstPacer() : BurstPacer(Options{}) {}
  explicit BurstPacer(Options options) : options_(options) {}

  /// bit/s that the way is believed to carry.
  void set_estimate(std::int64_t bits_per_second);
  /// May one more packet be sent now? Takes its bytes if so.
  bool take(std::uint32_t bytes, rtc::Instant now);
  /// When take() will say yes again.
  [[nodiscard]] rtc::Instant ready_at() const { return ready_at_; }

 private:
  [[nodiscard]] rtc::Duration time_of(std::uint32_t bytes) const;

  Options options_;
  std::int64_t rate_ = 2'000'000;                // bit/s
  rtc::Instant ready_at_ = rtc::Instant::min();  // less the depth
};

}  // namespace vtp::sfu
