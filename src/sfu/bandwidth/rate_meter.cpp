#include "sfu/bandwidth/rate_meter.h"

#include <algorithm>

namespace vtp::sfu {
namespace {

constexpr std::int64_t fewest_steps = 6;

std::size_t slot(std::int64_t step, std::int64_t steps) {
  return static_cast<std::size_t>(((step % steps) + steps) % steps);
}

}  // namespace

void RateMeter::add(rtc::Duration at, std::uint32_t bytes) {
  const auto number = at / step;
  if (!has_begun_) {
    has_begun_ = true;
    newest_ = number;
    begin_ = number + 1;  // of the step in which it began a part is missing
  }
  if (number <= newest_ - steps) return;
  if (number >= newest_ + steps) {
    // Silence for as long as we look back: as if it began again.
    bytes_.fill(0);
    newest_ = number;
  }
  for (; newest_ < number; ++newest_) bytes_[slot(newest_ + 1, steps)] = 0;
  bytes_[slot(number, steps)] += bytes;
}

/// Of the steps before `end` that are still here. The step that is being filled does not count.
std::optional<std::int64_t> RateMeter::up_to(std::int64_t end) const {
  if (!has_begun_) return std::nullopt;
  const auto first = std::max(begin_, end - (steps - 1));
  if (end - first < fewest_steps) return std::nullopt;
  std::uint64_t sum = 0;
  for (auto at = std::max(first, newest_ - (steps - 1)); at < end && at <= newest_; ++at)
    sum += bytes_[slot(at, steps)];
  const auto seconds = std::chrono::duration<double>((end - first) * step).count();
  return static_cast<std::int64_t>(static_cast<double>(sum) * 8 / seconds);
}

std::optional<std::int64_t> RateMeter::bits_per_second() const {
  return up_to(newest_);
}

std::optional<std::int64_t> RateMeter::bits_per_second(rtc::Duration now) const {
  return up_to(std::max(newest_, now / step));
}

}  // namespace vtp::sfu
