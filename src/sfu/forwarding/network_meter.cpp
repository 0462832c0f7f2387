#include "sfu/forwarding/network_meter.h"

#include <algorithm>

namespace vtp::sfu {

LinkMeasure NetworkMeter::measure(const Sums& sums, rtc::Instant now) const {
  const auto packets = sums.packets - told_.packets;
  const auto lost = sums.lost - told_.lost;
  const auto micros = (now - told_at_).count();
  if (packets <= 0 || sums.bytes < told_.bytes || micros <= 0) return {};
  LinkMeasure measure;
  measure.has_media = true;
  measure.loss_percent =
      std::clamp(100 * static_cast<double>(lost) / static_cast<double>(packets), 0.0, 100.0);
  measure.rtt_ms = sums.rtt_ms;
  measure.jitter_ms = sums.jitter_ms;
  measure.kbps = static_cast<double>(sums.bytes - told_.bytes) * 8000 / static_cast<double>(micros);
  return measure;
}

LinkMeasure NetworkMeter::take(const Sums& sums, rtc::Instant now) {
  const auto result = measure(sums, now);
  told_ = sums;
  told_at_ = now;
  return result;
}

}  // namespace vtp::sfu
