// How many bits a second each layer of an encoding has.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sfu/bandwidth/allocation.h"
#include "sfu/bandwidth/rate_meter.h"

namespace vtp::sfu {

class LayerRates {
 public:
  void add(std::uint8_t spatial, std::uint8_t temporal, std::size_t bytes, rtc::Instant now) {
    const auto row = std::min<std::size_t>(spatial, most_spatial_layers - 1);
    const auto column = std::min<std::size_t>(temporal, most_temporal_layers - 1);
    meters_[row][column].add(now.time_since_epoch(), static_cast<std::uint32_t>(bytes));
  }

  /// bit/s of everything up to these layers.
  [[nodiscard]] std::int64_t up_to(std::size_t spatial, std::size_t temporal, rtc::Instant now) const {
    std::int64_t sum = 0;
    for (std::size_t row = 0; row <= spatial; ++row)
      for (std::size_t column = 0; column <= temporal; ++column)
        sum += meters_[row][column].bits_per_second(now.time_since_epoch()).value_or(0);
    return sum;
  }
  [[nodiscard]] std::int64_t in_all(rtc::Instant now) const {
    return up_to(most_spatial_layers - 1, most_temporal_layers - 1, now);
  }
  /// Of one layer alone.
  [[nodiscard]] std::int64_t of(std::size_t spatial, std::size_t temporal, rtc::Instant now) const {
    return meters_[spatial][temporal].bits_per_second(now.time_since_epoch()).value_or(0);
  }

 private:
  std::array<std::array<RateMeter, most_temporal_layers>, most_spatial_layers> meters_;
};

}  // namespace vtp::sfu
