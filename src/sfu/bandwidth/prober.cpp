#include "sfu/bandwidth/prober.h"

#include <algorithm>

namespace vtp::sfu {
namespace {

constexpr std::int64_t most_beyond_estimate = 2;  // times
constexpr double success = 0.9;                   // of what was sent
// If steps come late, what they should have sent is not sent in one burst.
constexpr int most_steps_at_once = 3;

}  // namespace

void Prober::update(const Situation& situation, rtc::Instant now) {
  situation_ = situation;
  if (state_ != State::idle || now < allowed_) return;
  if (!situation.has_feedback || situation.is_congested || situation.wanted <= situation.estimate) return;
  begin(std::min(situation.wanted, most_beyond_estimate * situation.estimate), now);
}

void Prober::begin(std::int64_t target, rtc::Instant now) {
  state_ = State::sending;
  ++id_;
  target_ = target;
  sent_ = 0;
  began_ = now;
  next_step_ = now;
}

std::optional<ClusterId> Prober::cluster() const {
  if (state_ != State::sending) return std::nullopt;
  return id_;
}

void Prober::on_sent(std::uint32_t bytes) {
  if (state_ == State::sending) sent_ += bytes;
}

std::uint32_t Prober::due(rtc::Instant now) {
  if (state_ != State::sending || now < next_step_) return 0;
  if (now >= began_ + options_.cluster) {
    state_ = State::waiting;
    ended_ = id_;
    give_up_ = now + options_.patience;
    return 0;
  }
  next_step_ = now + options_.step;
  const auto bytes_in = [&](rtc::Duration duration) { return target_ * duration.count() / 8 / 1'000'000; };
  const auto missing = bytes_in(now - began_ + options_.step) - static_cast<std::int64_t>(sent_);
  const auto most = bytes_in(most_steps_at_once * options_.step);
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(missing, 0, most));
}

std::optional<ClusterId> Prober::take_ended() {
  const auto ended = ended_;
  ended_.reset();
  return ended;
}

void Prober::on_result(const ProbeResult& result, rtc::Instant now) {
  if (state_ != State::waiting || result.cluster != id_) return;
  if (static_cast<double>(result.carried) < success * static_cast<double>(result.sent)) return fail(now);
  state_ = State::idle;
  penalty_ = {};
  allowed_ = now + options_.shortest_pause;
}

void Prober::fail(rtc::Instant now) {
  state_ = State::idle;
  penalty_ =
      penalty_ == rtc::Duration{} ? options_.first_penalty : std::min(2 * penalty_, options_.longest_pause);
  allowed_ = now + penalty_;
}

rtc::Instant Prober::deadline() const {
  switch (state_) {
    case State::sending:
      return next_step_;
    case State::waiting:
      return give_up_;
    // While something stands in the way, whoever removes it calls update().
    case State::idle:
      return situation_.has_feedback && !situation_.is_congested && situation_.wanted > situation_.estimate
                 ? allowed_
                 : rtc::never;
  }
  return rtc::never;
}

void Prober::on_time(rtc::Instant now) {
  if (state_ == State::waiting && now >= give_up_) fail(now);
}

}  // namespace vtp::sfu
