#include "sfu/bandwidth/send_side_estimator.h"

#include <algorithm>
#include <utility>

namespace vtp::sfu {
namespace {

// The receiver's clock began anew.
constexpr auto clock_jump = std::chrono::seconds(10);
// What a probe does to the queue is no reason to send less: that long after its last packet.
constexpr auto probe_echo = std::chrono::milliseconds(200);
constexpr auto longest_echo = std::chrono::milliseconds(800);
constexpr auto shortest_silence = std::chrono::seconds(1);
constexpr auto congested_for = std::chrono::seconds(1);
constexpr auto feedback_counts_for = std::chrono::seconds(2);
// Where nobody tells of packets, more is tried only of what is really being sent.
constexpr double blind_growth = 1.05;
constexpr double most_beyond_sent = 1.5;
constexpr double little_loss = 0.02;

}  // namespace

SendSideEstimator::SendSideEstimator(RateLimits limits) : limits_(limits), control_(limits) {}

void SendSideEstimator::on_sent(std::uint16_t number, std::uint32_t bytes, rtc::Instant now,
                                std::optional<ClusterId> cluster) {
  history_.add(number, bytes, cluster, now);
  if (cluster) {
    probes_.on_sent(*cluster, bytes, now);
    probed_until_ = now + std::min<rtc::Duration>(round_trip_ + probe_echo, longest_echo);
  }
  sent_.add(now.time_since_epoch(), bytes);
  if (silence_at_ == rtc::never) expect_feedback(now);
}

void SendSideEstimator::on_sent_unnumbered(std::uint32_t bytes, rtc::Instant now) {
  sent_.add(now.time_since_epoch(), bytes);
}

/// Only of viewers that have told of packets before.
void SendSideEstimator::expect_feedback(rtc::Instant now) {
  if (fed_back_) silence_at_ = now + std::max<rtc::Duration>(shortest_silence, 3 * round_trip_);
}

void SendSideEstimator::note_arrival(const SentRecord& record, rtc::Duration arrival) {
  if (newest_arrival_ && arrival < *newest_arrival_ - clock_jump) {
    groups_.reset();
    trend_.reset();
    acknowledged_.reset();
    newest_arrival_.reset();
  }
  newest_arrival_ = std::max(newest_arrival_.value_or(arrival), arrival);
  acknowledged_.add(arrival, record.bytes);
  if (record.cluster) probes_.on_arrived(*record.cluster, record.bytes, record.sent, arrival);
  if (const auto change = groups_.add(record.sent, arrival)) trend_.add(*change);
}

void SendSideEstimator::on_feedback(const rtc::ArrivalFeedback& feedback, rtc::Instant now) {
  int lost = 0;
  int arrived = 0;
  feedback.for_each([&](const rtc::PacketStatus& status) {
    const auto verdict = history_.judge(status.sequence, status.arrival.has_value());
    lost += verdict.lost;
    if (!verdict.arrived) return;
    ++arrived;
    note_arrival(*verdict.arrived, *status.arrival);
  });
  fed_back_ = now;
  silence_at_ = rtc::never;
  if (arrived == 0 && lost == 0) return;  // nothing that we know of

  loss_.count(lost, arrived);
  auto signal = trend_.signal();
  if (signal == DelaySignal::overuse && now < probed_until_) signal = DelaySignal::underuse;
  const auto acknowledged = acknowledged_.bits_per_second();
  has_measured_ = has_measured_ || acknowledged.has_value();
  if (control_.update(signal, acknowledged, now)) backed_off_ = now;
  const auto before = loss_.bound();
  loss_.update(std::min(control_.rate(), estimate()), round_trip_, now);
  if (loss_.bound() && (!before || *loss_.bound() < *before)) backed_off_ = now;
  if (const auto result = probes_.take()) apply_probe(*result);
}

void SendSideEstimator::apply_probe(const ProbeResult& result) {
  result_ = result;
  if (result.carried > control_.rate()) control_.set_rate(result.carried);
  loss_.lift(result.carried);
}

std::optional<ProbeResult> SendSideEstimator::take_probe_result() {
  return std::exchange(result_, std::nullopt);
}

void SendSideEstimator::on_receiver_estimate(std::int64_t bits_per_second, rtc::Instant now) {
  if (!receiver_estimate_ || bits_per_second < *receiver_estimate_ * 9 / 10)
    backed_off_ = receiver_estimate_ ? std::optional(now) : backed_off_;
  receiver_estimate_ = bits_per_second;
  has_measured_ = true;
}

void SendSideEstimator::on_loss(double fraction, rtc::Instant now) {
  if (fed_back_) return;  // it has told of every packet already
  const auto sent = static_cast<double>(sent_.bits_per_second(now.time_since_epoch()).value_or(0));
  const auto rate = static_cast<double>(control_.rate());
  if (fraction < little_loss)
    control_.set_rate(
        static_cast<std::int64_t>(std::max(rate, std::min(rate * blind_growth, sent * most_beyond_sent))));
  const auto before = loss_.bound();
  loss_.on_fraction(fraction, estimate(), round_trip_, now);
  if (loss_.bound() && (!before || *loss_.bound() < *before)) {
    backed_off_ = now;
    control_.set_rate(*loss_.bound());
  }
  has_measured_ = true;
}

void SendSideEstimator::on_round_trip(rtc::Duration round_trip) {
  round_trip_ = round_trip;
  control_.set_round_trip(round_trip);
}

std::int64_t SendSideEstimator::estimate() const {
  auto rate = control_.rate();
  if (!fed_back_ && receiver_estimate_) rate = *receiver_estimate_;
  if (const auto bound = loss_.bound()) rate = std::min(rate, *bound);
  return std::clamp(rate, limits_.floor, limits_.ceiling);
}

std::int64_t SendSideEstimator::delivered(rtc::Instant now) const {
  if (has_feedback(now))
    if (const auto acknowledged = acknowledged_.bits_per_second()) return *acknowledged;
  return sent_.bits_per_second(now.time_since_epoch()).value_or(0);
}

bool SendSideEstimator::is_congested(rtc::Instant now) const {
  if (backed_off_ && now - *backed_off_ < congested_for) return true;
  return trend_.signal() == DelaySignal::overuse && now >= probed_until_;
}

/// Whoever is sent nothing has nothing to tell: a probe gives it something.
bool SendSideEstimator::has_feedback(rtc::Instant now) const {
  const bool is_awaited = silence_at_ != rtc::never;
  return fed_back_ && (!is_awaited || now - *fed_back_ < feedback_counts_for);
}

void SendSideEstimator::on_time(rtc::Instant now) {
  if (now < silence_at_) return;
  control_.set_rate(estimate() / 2);
  backed_off_ = now;
  silence_at_ = rtc::never;  // until something is sent again: silence about nothing is no sign
}

}  // namespace vtp::sfu
