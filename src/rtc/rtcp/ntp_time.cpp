#include "rtc/rtcp/ntp_time.h"

#include <algorithm>

namespace vtp::rtc {
namespace {

constexpr std::int64_t seconds_from_1900_to_1970 = 2'208'988'800;
constexpr std::int64_t micros_a_second = 1'000'000;

/// `numerator` * `factor` / `divisor`, rounded to the nearest, all not negative and small enough.
constexpr std::uint64_t scaled(std::uint64_t value, std::uint64_t factor, std::uint64_t divisor) {
  return (value * factor + divisor / 2) / divisor;
}

}  // namespace

NtpTime to_ntp(Timestamp time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto micros = static_cast<std::uint64_t>((time - seconds).count());
  const auto whole =
      static_cast<std::uint64_t>(seconds.time_since_epoch().count() + seconds_from_1900_to_1970);
  return {(whole << 32U) + scaled(micros, std::uint64_t{1} << 32U, micros_a_second)};
}

Timestamp from_ntp(NtpTime time) {
  const auto seconds = static_cast<std::int64_t>(time.value >> 32U) - seconds_from_1900_to_1970;
  const auto micros = scaled(time.value & 0xFFFFFFFFU, micros_a_second, std::uint64_t{1} << 32U);
  return Timestamp(std::chrono::microseconds(seconds * micros_a_second + static_cast<std::int64_t>(micros)));
}

Duration from_compact_ntp(std::uint32_t difference) {
  if (difference > 0x7FFFFFFFU) return Duration::zero();
  return Duration(static_cast<std::int64_t>(scaled(difference, micros_a_second, 65536)));
}

std::uint32_t to_compact_ntp(Duration duration) {
  const auto micros = std::max<std::int64_t>(duration.count(), 0);
  return static_cast<std::uint32_t>(scaled(static_cast<std::uint64_t>(micros), 65536, micros_a_second));
}

}  // namespace vtp::rtc
