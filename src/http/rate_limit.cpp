#include "http/rate_limit.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vtp::http {
namespace {

/// A sweep looks at every bucket; without a pause between sweeps a flood of new keys would cost that each
/// time.
constexpr std::chrono::seconds sweep_pause{1};

double minutes_between(Timestamp earlier, Timestamp later) {
  // A clock that is set back must neither take tokens away nor give any.
  return std::max(0.0, std::chrono::duration<double, std::ratio<60>>(later - earlier).count());
}

}  // namespace

Result<void> RateLimiter::admit(std::string_view key, const Rate& rate) {
  if (rate.per_minute <= 0) return {};
  const std::scoped_lock lock(mutex_);
  const auto now = clock_.now();
  auto& bucket = bucket_of(key, rate, now);
  bucket.tokens = bucket.tokens_at(now);
  bucket.filled = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return {};
  }
  const auto wait = std::chrono::seconds(std::llround(std::ceil((1 - bucket.tokens) * 60 / rate.per_minute)));
  return std::unexpected(Error{.code = ErrorCode::rate_limited,
                               .message = "Too many requests, please wait a moment",
                               .details = {},
                               .retry_after = std::max(wait, std::chrono::seconds(1))});
}

std::size_t RateLimiter::keys() const {
  const std::scoped_lock lock(mutex_);
  return buckets_.size();
}

double RateLimiter::Bucket::tokens_at(Timestamp now) const {
  return std::min(rate.burst, tokens + minutes_between(filled, now) * rate.per_minute);
}

RateLimiter::Bucket& RateLimiter::bucket_of(std::string_view key, const Rate& rate, Timestamp now) {
  if (const auto found = buckets_.find(key); found != buckets_.end()) return found->second;
  if (buckets_.size() >= max_keys_) make_room(now);
  return buckets_.emplace(std::string(key), Bucket{.rate = rate, .tokens = rate.burst, .filled = now})
      .first->second;
}

void RateLimiter::make_room(Timestamp now) {
  if (now >= next_sweep_) {
    next_sweep_ = now + sweep_pause;
    std::erase_if(buckets_, [&](const auto& entry) {
      const auto& bucket = entry.second;
      return bucket.tokens_at(now) >= bucket.rate.burst;
    });
  }
  if (buckets_.size() >= max_keys_) buckets_.erase(buckets_.begin());
}

}  // namespace vtp::http
