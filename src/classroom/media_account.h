// What the media of one participant came to, from their first transport until they go: kept for attendance.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "base/time.h"

namespace vtp::classroom {

struct Traffic {
  std::int64_t bytes = 0;
  std::int64_t packets = 0;
  std::int64_t lost = 0;  // packets

  Traffic& operator+=(const Traffic& more) {
    bytes += more.bytes;
    packets += more.packets;
    lost += more.lost;
    return *this;
  }
  bool operator==(const Traffic&) const = default;
};

/// Of values that come one by one.
class Mean {
 public:
  void add(double value) {
    sum_ += value;
    ++count_;
  }
  [[nodiscard]] std::optional<double> value() const {
    if (count_ == 0) return std::nullopt;
    return sum_ / static_cast<double>(count_);
  }

 private:
  double sum_ = 0;
  std::int64_t count_ = 0;
};

struct MediaAccount {
  std::optional<Timestamp> since;  // of the first transport; nullopt: there are no media
  Traffic sent;                    // by the participant, over transports that are closed
  Traffic received;                // likewise
  Mean round_trip_ms;
  Mean layer;  // the spatial layers of the video that is received
  std::chrono::microseconds poor{0};
};

}  // namespace vtp::classroom
