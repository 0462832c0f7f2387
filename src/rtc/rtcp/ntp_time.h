// Wall-clock time as RTCP tells it: 32 bits of seconds since 1900 and 32 bits of their fraction (RFC 3550
// section 4).
#pragma once

#include <chrono>
#include <cstdint>

#include "base/time.h"
#include "rtc/instant.h"

namespace vtp::rtc {

struct NtpTime {
  std::uint64_t value = 0;

  /// The middle 32 bits, by which reports refer to it: units of 1/65536 s.
  [[nodiscard]] constexpr std::uint32_t compact() const { return static_cast<std::uint32_t>(value >> 16U); }
  auto operator<=>(const NtpTime&) const = default;
};

NtpTime to_ntp(Timestamp time);
/// Exact to the microsecond, for times until 2036.
Timestamp from_ntp(NtpTime time);

/// A difference of compact times. Negative ones, from clocks that disagree, become zero.
Duration from_compact_ntp(std::uint32_t difference);
std::uint32_t to_compact_ntp(Duration duration);

}  // namespace vtp::rtc
