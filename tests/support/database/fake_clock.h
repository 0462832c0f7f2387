// A clock that stands still until the test moves it.
#pragma once

#include <atomic>

#include "base/time.h"

namespace vtp::testing {

class FakeClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override { return Timestamp(std::chrono::microseconds(now_.load())); }
  void advance(std::chrono::microseconds by) { now_ += by.count(); }
  void set(Timestamp time) { now_ = time.time_since_epoch().count(); }

 private:
  std::atomic<std::int64_t> now_ = 1'772'355'600'000'000;  // 2026-03-01T09:00:00Z
};

}  // namespace vtp::testing
