// When to ask a source for a key frame, so that the segments of all its layers begin at the same moments, and
// whenever one of them cannot go on without.
#pragma once

#include <cstdint>

#include "live/recording/media_clock.h"
#include "sfu/forwarding/key_frame_requests.h"

namespace vtp::live {

/// Of one source: encoders answer a request for one layer with key frames of all.
class KeyFrameSchedule {
 public:
  /// `segment` as the rules of its tracks say.
  KeyFrameSchedule(const MediaClock& clock, rtc::Duration segment) : clock_(clock), segment_(segment) {}

  /// A key frame of any layer has come.
  void on_key_frame(rtc::Instant captured_at);
  /// A track needs one.
  void want(rtc::Instant now) { requests_.want(now); }

  /// Is the source to be asked now? To be called some ten times a second.
  bool take(rtc::Instant now);

 private:
  const MediaClock& clock_;
  rtc::Duration segment_;
  std::int64_t newest_ = -1;  // segment for which there is a key frame
  std::int64_t asked_ = -1;   // segment for which one was asked for
  sfu::KeyFrameRequests requests_;
};

}  // namespace vtp::live
