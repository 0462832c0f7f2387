#include "classroom/event_limits.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vtp::classroom {

std::optional<std::chrono::milliseconds> TokenBucket::take(Timestamp now) {
  if (filled_) {
    const std::chrono::duration<double> since = now - *filled_;
    tokens_ = std::min(burst_, tokens_ + std::max(0.0, since.count()) * per_second_);
  }
  filled_ = now;
  if (tokens_ >= 1) {
    tokens_ -= 1;
    return std::nullopt;
  }
  return std::chrono::milliseconds(std::llround(std::ceil((1 - tokens_) / per_second_ * 1000)));
}

std::optional<std::chrono::milliseconds> EventLimits::admit(LimitKind kind, Timestamp now) {
  auto wait = all_.take(now);
  if (!wait && kind != LimitKind::none) wait = kinds_[std::to_underlying(kind) - 1U].take(now);
  if (!wait) return std::nullopt;
  while (!violations_.empty() && now - violations_.front() > std::chrono::minutes(1)) violations_.pop_front();
  violations_.push_back(now);
  return wait;
}

}  // namespace vtp::classroom
