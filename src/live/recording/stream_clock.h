// When the frames of one stream were captured, by our clock: from its sender reports, and from when its
// packets came before there is one.
#pragma once

#include <cstdint>
#include <optional>

#include "live/recording/quickest_way.h"
#include "rtc/instant.h"
#include "rtc/rtp/sequence.h"

namespace vtp::live {

class StreamClock {
 public:
  /// `rate` is that of the stream's timestamps, a second.
  explicit StreamClock(std::uint32_t rate) : rate_(rate) {}

  /// When the frame with that timestamp was captured. Frames come in order; `arrived_at` is when the frame's
  /// first packet came.
  rtc::Instant on_frame(std::uint32_t timestamp, rtc::Instant arrived_at);
  /// The stream had that timestamp at that moment (SenderClock).
  void on_report(std::uint32_t timestamp, rtc::Instant moment);

 private:
  [[nodiscard]] rtc::Duration duration_of(std::int64_t ticks) const;
  void begin_anew(rtc::Duration offset);

  std::uint32_t rate_;
  rtc::Unwrapper<32> timestamps_;
  std::optional<rtc::Duration> offset_;  // our clock less the stream's
  QuickestWay way_;                      // of its packets, as long as there is no report
  bool has_report_ = false;
  std::optional<rtc::Duration> stranger_;  // the offset of a report that contradicts the others
  rtc::Instant last_arrival_ = rtc::Instant::min();
};

}  // namespace vtp::live
