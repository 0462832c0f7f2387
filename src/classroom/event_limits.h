// How often one connection may speak (realtime.md section 4).
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>

#include "base/time.h"

namespace vtp::classroom {

/// What an event counts towards, beside the limit of all events.
enum class LimitKind : std::uint8_t { none, chat, reaction, hand, relay };

/// A bucket: full at first, and refilled steadily.
class TokenBucket {
 public:
  constexpr TokenBucket(double per_second, double burst)
      : per_second_(per_second), burst_(burst), tokens_(burst) {}
  /// Takes a token; if there is none, returns how long until there is.
  std::optional<std::chrono::milliseconds> take(Timestamp now);

 private:
  double per_second_;
  double burst_;
  double tokens_;
  std::optional<Timestamp> filled_;
};

/// All buckets of one connection. Used by one thread at a time.
class EventLimits {
 public:
  /// nullopt: the event may pass. Otherwise the time until one like it may.
  std::optional<std::chrono::milliseconds> admit(LimitKind kind, Timestamp now);

  /// Ten refusals within a minute: the connection is to be ended.
  [[nodiscard]] bool is_flooding() const { return violations_.size() >= max_violations; }

 private:
  static constexpr std::size_t max_violations = 10;

  TokenBucket all_{50, 100};
  std::array<TokenBucket, 4> kinds_{TokenBucket{1, 5}, TokenBucket{1, 5}, TokenBucket{0.4, 4},
                                    TokenBucket{50, 200}};
  std::deque<Timestamp> violations_;  // of the last minute
};

}  // namespace vtp::classroom
