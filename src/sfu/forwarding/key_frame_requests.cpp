#include "sfu/forwarding/key_frame_requests.h"

#include <algorithm>

namespace vtp::sfu {

void KeyFrameRequests::want(rtc::Instant now) {
  const bool has_asked = asked_at_ != rtc::Instant::min();
  const auto earliest = has_asked ? std::max(now, asked_at_ + options_.shortest_interval) : now;
  ask_at_ = std::min(ask_at_, earliest);
}

void KeyFrameRequests::on_key_frame() {
  ask_at_ = rtc::never;
}

bool KeyFrameRequests::take(rtc::Instant now) {
  if (now < ask_at_) return false;
  asked_at_ = now;
  ask_at_ = now + options_.patience;
  return true;
}

}  // namespace vtp::sfu
