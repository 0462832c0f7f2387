#include "sfu/bandwidth/loss_control.h"

#include <algorithm>

namespace vtp::sfu {
namespace {

// Section 6.
constexpr double much = 0.1;
constexpr double little = 0.02;
constexpr double growth = 1.05;

// A lot must be large enough that chance does not make 10 % of 2 %.
constexpr int fewest_packets = 40;
constexpr auto shortest_lot = std::chrono::milliseconds(200);
constexpr auto shortest_growth = std::chrono::milliseconds(500);
constexpr auto longest_lot = std::chrono::seconds(2);
// A bound this far above what is sent bounds nothing.
constexpr double irrelevant = 1.5;

}  // namespace

void LossControl::update(std::int64_t rate, rtc::Duration round_trip, rtc::Instant now) {
  if (!lot_began_) lot_began_ = now;
  const auto age = now - *lot_began_;
  const auto packets = lost_ + arrived_;
  if (age < shortest_lot || packets <= 0) return;
  if (packets < fewest_packets && age < longest_lot) return;
  const auto share = static_cast<double>(std::max(lost_, 0)) / packets;
  lost_ = 0;
  arrived_ = 0;
  lot_began_ = now;
  on_fraction(std::min(share, 1.0), rate, round_trip, now);
}

void LossControl::on_fraction(double fraction, std::int64_t rate, rtc::Duration round_trip,
                              rtc::Instant now) {
  fraction_ = fraction;
  const auto since = changed_ ? now - *changed_ : rtc::Duration::max();
  if (fraction > much && since >= shortest_lot + round_trip) {
    const auto before = std::min(bound_.value_or(rate), rate);
    bound_ = static_cast<std::int64_t>(static_cast<double>(before) * (1 - 0.5 * fraction));
    changed_ = now;
  } else if (bound_ && fraction < little && since >= shortest_growth) {
    bound_ = static_cast<std::int64_t>(static_cast<double>(*bound_) * growth) + 1000;
    changed_ = now;
  }
  if (bound_ && static_cast<double>(*bound_) > irrelevant * static_cast<double>(rate)) bound_.reset();
}

void LossControl::lift(std::int64_t rate) {
  if (bound_ && *bound_ < rate) bound_ = rate;
}

}  // namespace vtp::sfu
