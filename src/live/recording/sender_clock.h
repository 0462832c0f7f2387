// One participant's wall clock against ours. All streams of a participant tell the time by the same clock in
// their sender reports, so that what was captured together stays together, however long each took to arrive.
#pragma once

#include <deque>
#include <optional>

#include "rtc/instant.h"
#include "rtc/rtcp/ntp_time.h"

namespace vtp::live {

class SenderClock {
 public:
  /// A report of any stream of the participant. Gives the moment, by our clock, at which it was sent as if
  /// the way took no longer than it ever does; nullopt if its clock makes no sense (yet).
  std::optional<rtc::Instant> on_report(rtc::NtpTime sent_at, rtc::Instant arrived_at);

 private:
  struct Reading {
    rtc::Instant at;
    rtc::Duration offset;  // our clock less theirs, with the time on the way
  };
  void begin_anew(const Reading& reading);

  std::deque<Reading> readings_;  // of the recent past; offsets ascend, so that the first is the smallest
  std::optional<Reading> stranger_;
};

}  // namespace vtp::live
