// What the network did to a participant's packets since it was last told.
#pragma once

#include <cstdint>

#include "rtc/instant.h"
#include "sfu/media_events.h"

namespace vtp::sfu {

/// One direction, by sums that only grow.
class NetworkMeter {
 public:
  struct Sums {
    std::int64_t packets = 0;  // that were sent
    std::int64_t lost = 0;     // of them, before anything was repaired
    std::uint64_t bytes = 0;
    double jitter_ms = 0;  // now
    double rtt_ms = 0;     // now
  };

  /// From the last take() to now. Streams that ended meanwhile make sums smaller: nothing is known then.
  [[nodiscard]] LinkMeasure measure(const Sums& sums, rtc::Instant now) const;
  LinkMeasure take(const Sums& sums, rtc::Instant now);

 private:
  Sums told_;
  rtc::Instant told_at_{};
};

}  // namespace vtp::sfu
