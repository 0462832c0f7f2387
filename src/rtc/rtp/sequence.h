// Numbers that wrap around: which is newer, and how they go on without end.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <type_traits>

namespace vtp::rtc {

/// Does `a` come after `b` in a circle of 2^n numbers? Of two that are opposite each other neither does
/// (RFC 1982 leaves them undefined).
template <std::unsigned_integral T>
constexpr bool is_newer(T a, T b) {
  const auto distance = static_cast<T>(a - b);
  constexpr T half = static_cast<T>(T{1} << (sizeof(T) * 8 - 1));
  return distance != 0 && distance < half;
}

/// Turns numbers of `Bits` bits, none of which is half a circle from the one before, into numbers that do not
/// wrap. The first one stays as it is, so that numbers before it may be negative.
template <unsigned Bits>
  requires(Bits > 1 && Bits <= 32)
class Unwrapper {
 public:
  /// The long form of `number`, which becomes what the next one is compared with.
  std::int64_t unwrap(std::uint32_t number) {
    const auto result = peek(number);
    last_ = result;
    return result;
  }

  /// The same, leaving no trace.
  [[nodiscard]] std::int64_t peek(std::uint32_t number) const {
    if (!last_) return number;
    auto distance = (static_cast<std::int64_t>(number) - *last_) & (circle - 1);
    if (distance >= circle / 2) distance -= circle;
    return *last_ + distance;
  }

  [[nodiscard]] std::optional<std::int64_t> last() const { return last_; }

 private:
  static constexpr std::int64_t circle = std::int64_t{1} << Bits;
  std::optional<std::int64_t> last_;
};

}  // namespace vtp::rtc
