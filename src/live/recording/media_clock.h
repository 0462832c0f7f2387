// The time of a recording, which all its tracks have in common: it begins when the recording does and stands
// still while that is paused.
#pragma once

#include <algorithm>
#include <optional>

#include "base/time.h"
#include "rtc/instant.h"

namespace vtp::live {

class MediaClock {
 public:
  /// `wall` is what the wall clock says at `begin`. For a recording that goes on, `begin` is when it began,
  /// or would have if it had never been paused.
  MediaClock(rtc::Instant begin, Timestamp wall) : origin_(begin), epoch_(wall) {}

  /// Of a moment after which nothing was resumed. Negative before the beginning.
  [[nodiscard]] rtc::Duration at(rtc::Instant moment) const {
    return std::min(moment, paused_at_.value_or(moment)) - origin_;
  }
  /// What the wall clock said when this stretch's media time was 0, pauses counted in.
  [[nodiscard]] Timestamp epoch() const { return epoch_; }
  [[nodiscard]] bool is_paused() const { return paused_at_.has_value(); }

  void pause(rtc::Instant now) {
    if (!paused_at_) paused_at_ = now;
  }
  void resume(rtc::Instant now) {
    if (!paused_at_) return;
    origin_ += now - *paused_at_;
    epoch_ += now - *paused_at_;
    paused_at_.reset();
  }

 private:
  rtc::Instant origin_;
  Timestamp epoch_;
  std::optional<rtc::Instant> paused_at_;
};

}  // namespace vtp::live
