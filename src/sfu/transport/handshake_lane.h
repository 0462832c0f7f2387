// Where the computing of handshakes is done: a millisecond for each, which a thread that forwards packets
// does not have.
#pragma once

#include <functional>

#include "rtc/instant.h"

namespace vtp::sfu {

class HandshakeLane {
 public:
  using Work = std::move_only_function<void()>;
  using Done = std::move_only_function<void(rtc::Instant now)>;

  virtual ~HandshakeLane() = default;

  /// Runs `work` somewhere, and then `done` on the thread that called, unless that ends before. False, and
  /// neither runs, if there is too much to do.
  virtual bool run(Work work, Done done) = 0;
};

}  // namespace vtp::sfu
