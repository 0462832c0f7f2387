// The time as the machines of this module get it from whoever runs them: they read no clock.
#pragma once

#include <chrono>

namespace vtp::rtc {

/// Of a clock that never jumps; where it begins says nothing.
using Instant = std::chrono::time_point<std::chrono::steady_clock, std::chrono::microseconds>;
using Duration = std::chrono::microseconds;

/// No deadline.
constexpr Instant never = Instant::max();

}  // namespace vtp::rtc
