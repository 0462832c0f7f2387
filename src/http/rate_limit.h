// Token buckets: how often something may happen, for each key ("login:" and an address, "user:" and an id,
// ...).
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"
#include "base/time.h"

namespace vtp::http {

/// `per_minute` tokens come back each minute, up to `burst`. A rate of 0 limits nothing.
struct Rate {
  double per_minute = 0;
  double burst = 0;
};

/// Thread-safe. Holds at most `max_keys` buckets: those that are full again are forgotten, then any.
class RateLimiter {
 public:
  /// `clock` must outlive the limiter.
  explicit RateLimiter(const Clock& clock, std::size_t max_keys = 100'000)
      : clock_(clock), max_keys_(max_keys) {}

  /// Takes a token of `key`, or fails with RATE_LIMITED and the time until there is one. A key always comes
  /// with the same rate.
  Result<void> admit(std::string_view key, const Rate& rate);

  [[nodiscard]] std::size_t keys() const;

 private:
  struct Bucket {
    Rate rate;
    double tokens;
    Timestamp filled;
    [[nodiscard]] double tokens_at(Timestamp now) const;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  Bucket& bucket_of(std::string_view key, const Rate& rate, Timestamp now);
  void make_room(Timestamp now);

  const Clock& clock_;
  const std::size_t max_keys_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Bucket, Hash, std::equal_to<>> buckets_;
  Timestamp next_sweep_;
};

}  // namespace vtp::http
