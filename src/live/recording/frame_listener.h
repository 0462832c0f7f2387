// Whoever uses the frames of a track for something else, too.
#pragma once

#include "live/recording/coded_frame.h"

namespace vtp::live {

class FrameListener {
 public:
  virtual ~FrameListener() = default;

  /// A frame of the track, in order, before it is written. `captured_at` by our clock.
  virtual void on_frame(const CodedFrame& frame, rtc::Instant captured_at) = 0;
  /// There are packets, but one before them is missing and still waited for; or not any more.
  virtual void on_held_up(bool is_held_up) = 0;
};

}  // namespace vtp::live
