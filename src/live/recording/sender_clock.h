// One participant's wall clock against ours. All streams of a participant tell the time by the same clock in
// their sender reports, so that what was captured together stays together, however long each took to arrive.
#pragma once

#include <optional>

#include "live/recording/quickest_way.h"
#include "rtc/rtcp/ntp_time.h"

namespace vtp::live {

/// Whoever comes back may do so from another computer: assign a new one to it with the new transport.
class SenderClock {
 public:
  /// A report of any stream of the participant. Gives the moment, by our clock, at which it was sent as if
  /// the way took no longer than it ever does; nullopt if its clock makes no sense (yet).
  std::optional<rtc::Instant> on_report(rtc::NtpTime sent_at, rtc::Instant arrived_at);

 private:
  QuickestWay way_;
  std::optional<rtc::Duration> stranger_;  // the offset of a report that contradicts the others
};

}  // namespace vtp::live
