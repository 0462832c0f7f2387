// The clocks of the encodings of one source: which of their timestamps mean the same moment.
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/rtcp/ntp_time.h"

namespace vtp::sfu {

/// What an encoding's last sender report says: the wall clock of its sender, and its timestamp at that
/// moment.
struct LayerClock {
  rtc::NtpTime wall;
  std::uint32_t timestamp = 0;
};

/// The timestamp in the clock `to` of the moment that is `timestamp` in the clock `from`. Both tick `rate`
/// times a second.
std::uint32_t translate(std::uint32_t timestamp, const LayerClock& from, const LayerClock& to,
                        std::uint32_t rate);

}  // namespace vtp::sfu
