// Whose deadline comes next, of very many.
#pragma once

#include <map>
#include <optional>

#include "rtc/instant.h"

namespace vtp::sfu {

class DeadlineQueue;

/// What wants to be called at some time. Must not be destroyed within its own on_time().
class Timed {
 public:
  virtual ~Timed();
  Timed() = default;
  Timed(const Timed&) = delete;
  Timed& operator=(const Timed&) = delete;

  [[nodiscard]] virtual rtc::Instant deadline() const = 0;
  virtual void on_time(rtc::Instant now) = 0;

 private:
  friend class DeadlineQueue;
  DeadlineQueue* queue_ = nullptr;
  std::multimap<rtc::Instant, Timed*>::iterator place_;
};

/// Allocates when something is added, not when its deadline changes. Forgets what is destroyed.
class DeadlineQueue {
 public:
  DeadlineQueue() = default;
  ~DeadlineQueue();
  DeadlineQueue(const DeadlineQueue&) = delete;
  DeadlineQueue& operator=(const DeadlineQueue&) = delete;

  /// To be called when the deadline may have come nearer. One that has moved away is noticed by itself.
  void update(Timed& timed);
  void remove(Timed& timed);

  /// Not later than the first deadline.
  [[nodiscard]] rtc::Instant next() const { return items_.empty() ? rtc::never : items_.begin()->first; }
  /// Calls those whose time has come, each once.
  void run(rtc::Instant now);

 private:
  void move(Timed& timed, rtc::Instant to);

  std::multimap<rtc::Instant, Timed*> items_;
};

}  // namespace vtp::sfu
