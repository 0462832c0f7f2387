#include "sfu/bandwidth/rate_control.h"

#include <algorithm>
#include <cmath>

namespace vtp::sfu {
namespace {

// Section 5.5.
constexpr double decrease_factor = 0.85;  // beta
constexpr double growth = 1.08;           // eta, each second
constexpr double convergence_share = 0.05;
// The draft says 1.5; we have probes, and a layer that is begun in vain costs a key frame.
constexpr double most_beyond_acknowledged = 1.2;
constexpr std::int64_t little = 10'000;  // bit/s by which even a trickle may grow
constexpr double packet_bits = 1200 * 8;
constexpr std::int64_t least_increase = 1000;  // bit/s

double seconds(rtc::Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

}  // namespace

void DelayRateControl::Convergence::note(double rate) {
  const auto kilobits = rate / 1000;
  const auto before = average_.value_or(kilobits);
  const auto error = before - kilobits;
  average_ = before + convergence_share * (kilobits - before);
  variance_ =
      (1 - convergence_share) * variance_ + convergence_share * error * error / std::max(*average_, 1.0);
  variance_ = std::clamp(variance_, 0.4, 2.5);
}

double DelayRateControl::Convergence::spread() const {
  return 3 * std::sqrt(variance_ * *average_);
}
bool DelayRateControl::Convergence::is_beyond(double rate) const {
  return average_ && rate / 1000 > *average_ + spread();
}
bool DelayRateControl::Convergence::is_below(double rate) const {
  return average_ && rate / 1000 < *average_ - spread();
}
bool DelayRateControl::Convergence::is_near(double rate) const {
  return average_ && !is_beyond(rate) && !is_below(rate);
}

void DelayRateControl::choose_state(DelaySignal signal) {
  switch (signal) {
    case DelaySignal::overuse:
      state_ = State::decrease;
      break;
    // The queue is emptying: wait until it has.
    case DelaySignal::underuse:
      state_ = State::hold;
      break;
    case DelaySignal::normal:
      state_ = state_ == State::decrease ? State::hold : State::increase;
      break;
  }
}

void DelayRateControl::increase(std::int64_t acknowledged, rtc::Duration elapsed) {
  const auto rate = static_cast<double>(rate_);
  const auto arrived = static_cast<double>(acknowledged);
  if (convergence_.is_beyond(arrived)) convergence_.reset();
  double wished = rate;
  if (convergence_.is_near(arrived)) {
    const auto response = seconds(round_trip_) + 0.1;
    wished += std::max<double>(least_increase * seconds(elapsed),
                               0.5 * std::min(seconds(elapsed) / response, 1.0) * packet_bits);
  } else {
    wished *= std::pow(growth, std::min(seconds(elapsed), 1.0));
    wished = std::max(wished, rate + least_increase * seconds(elapsed));
  }
  // What was never sent was never shown to fit.
  const auto most = std::max(rate, most_beyond_acknowledged * arrived + little);
  set_rate(static_cast<std::int64_t>(std::min(wished, most)));
}

bool DelayRateControl::decrease(std::int64_t acknowledged, rtc::Instant now) {
  // What was decided takes a round trip to show, unless it was far from enough.
  const bool is_waiting = decreased_ && now - *decreased_ < round_trip_;
  if (is_waiting && acknowledged >= rate_ / 2) return false;
  if (convergence_.is_below(static_cast<double>(acknowledged))) convergence_.reset();
  convergence_.note(static_cast<double>(acknowledged));
  const auto before = rate_;
  set_rate(std::min(rate_, static_cast<std::int64_t>(decrease_factor * static_cast<double>(acknowledged))));
  decreased_ = now;
  state_ = State::hold;
  return rate_ < before;
}

bool DelayRateControl::update(DelaySignal signal, std::optional<std::int64_t> acknowledged,
                              rtc::Instant now) {
  const auto elapsed = updated_ ? now - *updated_ : rtc::Duration(0);
  updated_ = now;
  choose_state(signal);
  switch (state_) {
    case State::hold:
      return false;
    case State::increase:
      increase(acknowledged.value_or(rate_), elapsed);
      return false;
    case State::decrease:
      return decrease(acknowledged.value_or(rate_), now);
  }
  return false;
}

void DelayRateControl::set_rate(std::int64_t rate) {
  rate_ = std::clamp(rate, limits_.floor, limits_.ceiling);
}

}  // namespace vtp::sfu
