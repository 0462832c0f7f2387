#include "classroom/network_quality.h"

#include <algorithm>

namespace vtp::classroom {
namespace {

struct Bounds {
  ConnectionQuality quality;
  double loss_percent;
  double round_trip_ms;
  double jitter_ms;
};
constexpr std::array table{
    Bounds{ConnectionQuality::excellent, 1, 150, 20},
    Bounds{ConnectionQuality::good, 3, 300, 40},
    Bounds{ConnectionQuality::fair, 8, 600, 80},
};

// Measures come every five seconds, give or take what the way through the threads takes.
constexpr std::chrono::milliseconds stability{4'500};

// Less than this carries sound and little else.
constexpr double too_little_for_video_kbps = 150;

}  // namespace

ConnectionQuality grade(double loss_percent, double round_trip_ms, double jitter_ms) {
  for (const auto& row : table)
    if (loss_percent <= row.loss_percent && round_trip_ms <= row.round_trip_ms && jitter_ms <= row.jitter_ms)
      return row.quality;
  return ConnectionQuality::poor;
}

std::optional<ConnectionQuality> grade(const sfu::LinkMeasure& measure) {
  if (!measure.has_media) return std::nullopt;
  return grade(measure.loss_percent, measure.rtt_ms, measure.jitter_ms);
}

void QualityWatch::measure(std::optional<ConnectionQuality> measured, Timestamp at) {
  if (!measured || !announced_ || *measured <= *announced_) {
    announced_ = measured;
    better_since_.reset();
    return;
  }
  if (!better_since_) better_since_ = at, better_ = *measured;
  better_ = std::min(better_, *measured);
  if (at - *better_since_ < stability) return;
  announced_ = better_;
  better_since_.reset();
}

std::optional<ConnectionQuality> lower(std::optional<ConnectionQuality> one,
                                       std::optional<ConnectionQuality> other) {
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

std::optional<NetworkAdvice> advice_for(std::optional<ConnectionQuality> uplink,
                                        std::optional<ConnectionQuality> downlink,
                                        std::optional<double> available_kbps, bool sends_video) {
  const bool hears_badly = downlink == ConnectionQuality::poor;
  if (hears_badly && available_kbps && *available_kbps < too_little_for_video_kbps)
    return NetworkAdvice::audio_only;
  if (uplink == ConnectionQuality::poor && sends_video) return NetworkAdvice::drop_own_video;
  if (hears_badly) return NetworkAdvice::low_data;
  return std::nullopt;
}

}  // namespace vtp::classroom
