#include "sfu/bandwidth/viewer_bandwidth.h"

namespace vtp::sfu {

void ViewerBandwidth::on_sent(std::optional<std::uint16_t> number, std::uint32_t bytes, rtc::Instant now) {
  if (!number) return estimator_.on_sent_unnumbered(bytes, now);
  estimator_.on_sent(*number, bytes, now, prober_.cluster());
  prober_.on_sent(bytes);
}

void ViewerBandwidth::on_feedback(const rtc::ArrivalFeedback& feedback, rtc::Instant now) {
  estimator_.on_feedback(feedback, now);
  if (const auto result = estimator_.take_probe_result()) prober_.on_result(*result, now);
  look_for_more(now);
}

void ViewerBandwidth::set_wanted(std::int64_t bits_per_second, rtc::Instant now) {
  wanted_ = bits_per_second;
  look_for_more(now);
}

void ViewerBandwidth::look_for_more(rtc::Instant now) {
  prober_.update({.wanted = wanted_,
                  .estimate = estimator_.estimate(),
                  .is_congested = estimator_.is_congested(now),
                  .has_feedback = estimator_.has_feedback(now)},
                 now);
}

std::uint32_t ViewerBandwidth::padding(rtc::Instant now) {
  const auto bytes = prober_.due(now);
  if (const auto ended = prober_.take_ended()) estimator_.on_cluster_sent(*ended);
  return bytes;
}

void ViewerBandwidth::on_time(rtc::Instant now) {
  if (now >= estimator_.deadline()) estimator_.on_time(now);
  prober_.on_time(now);
  look_for_more(now);
}

}  // namespace vtp::sfu
