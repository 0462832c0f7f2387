#include "sfu/bandwidth/burst_pacer.h"

#include <algorithm>

namespace vtp::sfu {

void BurstPacer::set_estimate(std::int64_t bits_per_second) {
  rate_ = std::max(static_cast<std::int64_t>(static_cast<double>(bits_per_second) * options_.factor),
                   options_.slowest);
}

rtc::Duration BurstPacer::time_of(std::uint32_t bytes) const {
  return rtc::Duration(std::int64_t{bytes} * 8 * 1'000'000 / rate_);
}

bool BurstPacer::take(std::uint32_t bytes, rtc::Instant now) {
  if (now < ready_at_) return false;
  ready_at_ = std::max(ready_at_, now - options_.depth) + time_of(bytes);
  return true;
}

}  // namespace vtp::sfu
