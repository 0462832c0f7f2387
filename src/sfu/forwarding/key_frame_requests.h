// When to ask a publisher for a key frame, however many viewers want one.
#pragma once

#include "rtc/instant.h"

namespace vtp::sfu {

/// Of one encoding. Key frames are big: asking too often ruins the picture for all.
class KeyFrameRequests {
 public:
  struct Options {
    rtc::Duration shortest_interval = std::chrono::milliseconds(500);
    rtc::Duration patience = std::chrono::seconds(1);  // before asking again if none comes
  };

  KeyFrameRequests() : KeyFrameRequests(Options{}) {}
  explicit KeyFrameRequests(Options options) : options_(options) {}

  /// Somebody needs a key frame that begins from now on.
  void want(rtc::Instant now);
  /// One has begun.
  void on_key_frame();

  /// When take() will say yes; `never` if nobody wants one.
  [[nodiscard]] rtc::Instant deadline() const { return ask_at_; }
  /// Is the publisher to be asked now?
  bool take(rtc::Instant now);

 private:
  Options options_;
  rtc::Instant ask_at_ = rtc::never;
  rtc::Instant asked_at_ = rtc::Instant::min();
};

}  // namespace vtp::sfu
