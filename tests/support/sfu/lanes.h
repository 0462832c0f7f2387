// Lanes for handshakes as tests want them: at once, or when the test says so.
#pragma once

#include <cstddef>
#include <deque>
#include <utility>

#include "sfu/transport/handshake_lane.h"

namespace vtp::sfu {

/// Computes at once, within the call.
class InlineLane final : public HandshakeLane {
 public:
  explicit InlineLane(const rtc::Instant& now) : now_(now) {}

  bool run(Work work, Done done) override {
    work();
    done(now_);
    return true;
  }

 private:
  const rtc::Instant& now_;
};

/// Computes when told to, and has room for so many.
class SlowLane final : public HandshakeLane {
 public:
  explicit SlowLane(std::size_t capacity) : capacity_(capacity) {}

  bool run(Work work, Done done) override {
    if (waiting_.size() >= capacity_) return false;
    waiting_.emplace_back(std::move(work), std::move(done));
    return true;
  }

  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
  void finish_one(rtc::Instant now) {
    auto [work, done] = std::move(waiting_.front());
    waiting_.pop_front();
    work();
    done(now);
  }
  void set_capacity(std::size_t capacity) { capacity_ = capacity; }

 private:
  std::size_t capacity_;
  std::deque<std::pair<Work, Done>> waiting_;
};

}  // namespace vtp::sfu
