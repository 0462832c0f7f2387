// Everything that a transport for receiving needs to know how much it may send: the estimator and the prober
// that feeds it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "sfu/bandwidth/prober.h"
#include "sfu/bandwidth/send_side_estimator.h"

namespace vtp::sfu {

/// Order of calls: on_sent for all that is sent; feedback as it comes; after each allocation set_wanted; at
/// deadline() on_time, then padding() and as many bytes of padding as it says, which go through on_sent too.
class ViewerBandwidth {
 public:
  ViewerBandwidth() : ViewerBandwidth(RateLimits{}) {}
  explicit ViewerBandwidth(RateLimits limits) : estimator_(limits) {}

  /// `number` among all packets of the transport, if it carries one.
  void on_sent(std::optional<std::uint16_t> number, std::uint32_t bytes, rtc::Instant now);
  void on_feedback(const rtc::ArrivalFeedback& feedback, rtc::Instant now);
  void on_receiver_estimate(std::int64_t bits_per_second, rtc::Instant now) {
    estimator_.on_receiver_estimate(bits_per_second, now);
  }
  void on_loss(double fraction, rtc::Instant now) { estimator_.on_loss(fraction, now); }
  void on_round_trip(rtc::Duration round_trip) { estimator_.on_round_trip(round_trip); }

  [[nodiscard]] std::int64_t estimate() const { return estimator_.estimate(); }
  [[nodiscard]] const SendSideEstimator& estimator() const { return estimator_; }

  /// bit/s with which every wish would be met (AllocationTotals::wanted).
  void set_wanted(std::int64_t bits_per_second, rtc::Instant now);
  /// Bytes of padding (or of packets sent again) to be sent now; 0 mostly.
  std::uint32_t padding(rtc::Instant now);

  [[nodiscard]] rtc::Instant deadline() const { return std::min(estimator_.deadline(), prober_.deadline()); }
  void on_time(rtc::Instant now);

 private:
  void look_for_more(rtc::Instant now);

  SendSideEstimator estimator_;
  Prober prober_;
  std::int64_t wanted_ = 0;
};

}  // namespace vtp::sfu
