#include "sfu/bandwidth/delay_trend.h"

#include <algorithm>
#include <cmath>

namespace vtp::sfu {
namespace {

constexpr auto burst = std::chrono::milliseconds(5);  // section 5.2, burst_time
// Longer than this without a packet: what came before says nothing of the way any more.
constexpr auto longest_gap = std::chrono::seconds(3);

// Section 5.4 and 5.6.
constexpr double overuse_time = 10;     // ms, overuse_time_th
constexpr double gain_up = 0.01;        // K_u, each ms
constexpr double gain_down = 0.00018;   // K_d
constexpr double lowest_threshold = 6;  // ms
constexpr double highest_threshold = 600;
constexpr double longest_step = 100;  // ms for which one step of the threshold counts at most
// What lies further beyond the threshold is no change of the way that one should get used to.
constexpr double outlier = 15;  // ms

// From a slope to the ms of which the draft speaks: by how much the queue would grow over a window of this
// many groups, with a gain that makes up for the smoothing.
constexpr double most_groups = 60;
constexpr double gain = 4;
constexpr double smoothing = 0.9;

double in_ms(rtc::Duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace

bool ArrivalGroups::belongs(rtc::Instant sent, rtc::Duration arrival) const {
  if (sent - current_->first_sent <= burst) return true;
  // It came together with the burst although it was sent later: something held them up and let them go at
  // once, which is no queue (section 5.2).
  const auto gap = arrival - current_->last_arrival;
  return gap <= burst && gap < sent - current_->last_sent && arrival - current_->first_arrival < 20 * burst;
}

std::optional<ArrivalGroups::Change> ArrivalGroups::add(rtc::Instant sent, rtc::Duration arrival) {
  if (current_ && sent - current_->last_sent > longest_gap) reset();
  if (!current_) {
    current_ = Group{sent, sent, arrival, arrival};
    return std::nullopt;
  }
  if (sent < current_->first_sent) return std::nullopt;  // overtaken: its burst has been told of
  if (belongs(sent, arrival)) {
    current_->last_sent = std::max(current_->last_sent, sent);
    current_->last_arrival = std::max(current_->last_arrival, arrival);
    return std::nullopt;
  }
  std::optional<Change> change;
  if (previous_)
    change = {
        .sent = current_->last_sent - previous_->last_sent,
        .arrived = current_->last_arrival - previous_->last_arrival,
        .at = current_->last_arrival,
    };
  previous_ = current_;
  current_ = Group{sent, sent, arrival, arrival};
  return change;
}

void DelayTrend::add(const ArrivalGroups::Change& change) {
  if (!began_) began_ = change.at;
  const auto at = in_ms(change.at - *began_);
  accumulated_ += in_ms(change.arrived - change.sent);
  smoothed_ = smoothing * smoothed_ + (1 - smoothing) * accumulated_;
  points_[count_ % window] = {.at = at, .delay = smoothed_};
  ++count_;
  const auto since_last = last_at_ ? std::max(at - *last_at_, 0.0) : 0;
  last_at_ = at;
  if (const auto steepness = slope())
    detect(*steepness * std::min(static_cast<double>(count_), most_groups) * gain, since_last);
}

std::optional<double> DelayTrend::slope() const {
  if (count_ < window) return std::nullopt;
  double mean_at = 0;
  double mean_delay = 0;
  for (const auto& point : points_) {
    mean_at += point.at / window;
    mean_delay += point.delay / window;
  }
  double covariance = 0;
  double variance = 0;
  for (const auto& point : points_) {
    covariance += (point.at - mean_at) * (point.delay - mean_delay);
    variance += (point.at - mean_at) * (point.at - mean_at);
  }
  if (variance <= 0) return std::nullopt;
  return covariance / variance;
}

void DelayTrend::detect(double trend, double since_last) {
  if (trend > threshold_) {
    // The first group beyond it may have come there at any time since the one before.
    over_for_ += over_count_ == 0 ? since_last / 2 : since_last;
    ++over_count_;
    if (over_for_ > overuse_time && over_count_ > 1 && trend >= last_trend_) {
      over_for_ = 0;
      over_count_ = 0;
      signal_ = DelaySignal::overuse;
    }
  } else {
    over_for_ = 0;
    over_count_ = 0;
    signal_ = trend < -threshold_ ? DelaySignal::underuse : DelaySignal::normal;
  }
  last_trend_ = trend;
  adapt_threshold(trend, since_last);
}

/// Section 5.4: a threshold that follows makes room beside flows that fill queues, and finds small queues
/// where delays hardly vary.
void DelayTrend::adapt_threshold(double trend, double since_last) {
  const auto size = std::abs(trend);
  if (size > threshold_ + outlier) return;
  const auto factor = size < threshold_ ? gain_down : gain_up;
  threshold_ += factor * (size - threshold_) * std::min(since_last, longest_step);
  threshold_ = std::clamp(threshold_, lowest_threshold, highest_threshold);
}

}  // namespace vtp::sfu
