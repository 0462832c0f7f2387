// How many bits a second went by, lately.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "rtc/instant.h"

namespace vtp::sfu {

/// Over half a second, in steps of 25 ms. Times need not begin anywhere, but go on.
class RateMeter {
 public:
  void add(rtc::Duration at, std::uint32_t bytes);
  /// In bit/s, up to the newest packet; nullopt as long as less than 150 ms have been seen.
  [[nodiscard]] std::optional<std::int64_t> bits_per_second() const;
  /// The same, but silence since counts.
  [[nodiscard]] std::optional<std::int64_t> bits_per_second(rtc::Duration now) const;
  void reset() { *this = {}; }

 private:
  static constexpr rtc::Duration step = std::chrono::milliseconds(25);
  static constexpr std::int64_t steps = 20;

  [[nodiscard]] std::optional<std::int64_t> up_to(std::int64_t end) const;

  std::array<std::uint64_t, steps> bytes_{};  // a circle
  std::int64_t begin_ = 0;                    // the first whole step
  std::int64_t newest_ = 0;
  bool has_begun_ = false;
};

}  // namespace vtp::sfu
