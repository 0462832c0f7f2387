// Wakes threads that wait for something to do. What was raised before the wait began is not missed.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace vtp::jobs {

class Signal {
 public:
  void raise() {
    {
      const std::lock_guard lock(mutex_);
      ++count_;
    }
    raised_.notify_all();
  }

  [[nodiscard]] std::uint64_t count() const {
    const std::lock_guard lock(mutex_);
    return count_;
  }

  /// Returns when the count differs from `seen`, or after `limit`.
  void wait(std::uint64_t seen, std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    raised_.wait_for(lock, limit, [&] { return count_ != seen; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable raised_;
  std::uint64_t count_ = 0;
};

}  // namespace vtp::jobs
