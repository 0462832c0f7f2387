// How fast to send at most, by what is lost (draft-ietf-rmcat-gcc-02, section 6).
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/instant.h"

namespace vtp::sfu {

/// Says nothing until much was lost; then it bounds the rate until little has been lost for some time.
class LossControl {
 public:
  /// What a feedback says of packets; judged in lots large enough to mean something.
  void count(int lost, int arrived) {
    lost_ += lost;
    arrived_ += arrived;
  }
  /// `rate`: what is sent now as far as it is known. Looks at what was counted, once it is due.
  void update(std::int64_t rate, rtc::Duration round_trip, rtc::Instant now);
  /// A share of packets that the receiver counted (RFC 3550 section 6.4.1), 0 to 1.
  void on_fraction(double fraction, std::int64_t rate, rtc::Duration round_trip, rtc::Instant now);
  /// bit/s; nullopt: no bound.
  [[nodiscard]] std::optional<std::int64_t> bound() const { return bound_; }
  /// A probe went through without loss: what lies below its rate is no bound any more.
  void lift(std::int64_t rate);
  /// Of the last lot, 0 to 1.
  [[nodiscard]] double fraction() const { return fraction_; }

 private:
  std::optional<std::int64_t> bound_;
  double fraction_ = 0;
  int lost_ = 0;
  int arrived_ = 0;
  std::optional<rtc::Instant> lot_began_;
  std::optional<rtc::Instant> changed_;
};

}  // namespace vtp::sfu
