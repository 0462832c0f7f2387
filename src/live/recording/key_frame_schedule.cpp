#include "live/recording/key_frame_schedule.h"

#include <algorithm>

namespace vtp::live {

void KeyFrameSchedule::on_key_frame(rtc::Instant captured_at) {
  // As for segments, a little too early is early enough.
  newest_ = std::max(newest_, (clock_.at(captured_at) + segment_ / 4) / segment_);
  requests_.on_key_frame();
}

bool KeyFrameSchedule::take(rtc::Instant now) {
  const auto time = clock_.at(now);
  if (clock_.is_paused() || time < rtc::Duration::zero()) return false;
  const auto current = time / segment_;
  if (current > newest_ && current > asked_) {
    asked_ = current;
    requests_.want(now);
  }
  return requests_.take(now);
}

}  // namespace vtp::live
