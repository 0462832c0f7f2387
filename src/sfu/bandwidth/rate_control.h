// How fast to send, by what delays say: up slowly, down at once
// (draft-ietf-rmcat-gcc-02, section 5.5).
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/instant.h"
#include "sfu/bandwidth/delay_trend.h"

namespace vtp::sfu {

/// The bounds of an estimate, in bit/s.
struct RateLimits {
  std::int64_t start = 800'000;
  std::int64_t floor = 64'000;
  std::int64_t ceiling = 20'000'000;
};

class DelayRateControl {
 public:
  explicit DelayRateControl(RateLimits limits) : limits_(limits), rate_(limits.start) {}

  /// With every feedback. `acknowledged` is what arrives, in bit/s, if that is known. True: the rate went
  /// down.
  bool update(DelaySignal signal, std::optional<std::int64_t> acknowledged, rtc::Instant now);
  /// What is known from elsewhere: a probe, or a bound by loss.
  void set_rate(std::int64_t rate);
  void set_round_trip(rtc::Duration round_trip) { round_trip_ = round_trip; }

  [[nodiscard]] std::int64_t rate() const { return rate_; }

 private:
  enum class State : std::uint8_t { hold, increase, decrease };

  void choose_state(DelaySignal signal);
  void increase(std::int64_t acknowledged, rtc::Duration elapsed);
  bool decrease(std::int64_t acknowledged, rtc::Instant now);
  /// R_hat where the way was last found full (section 5.5), an average with its spread.
  class Convergence {
   public:
    void note(double rate);
    void reset() { average_.reset(); }
    [[nodiscard]] bool is_near(double rate) const;
    [[nodiscard]] bool is_beyond(double rate) const;
    [[nodiscard]] bool is_below(double rate) const;

   private:
    [[nodiscard]] double spread() const;
    std::optional<double> average_;  // kbit/s
    double variance_ = 0.4;          // relative to the average
  };

  RateLimits limits_;
  std::int64_t rate_;
  State state_ = State::increase;
  Convergence convergence_;
  rtc::Duration round_trip_ = std::chrono::milliseconds(200);
  std::optional<rtc::Instant> updated_;
  std::optional<rtc::Instant> decreased_;
};

}  // namespace vtp::sfu
