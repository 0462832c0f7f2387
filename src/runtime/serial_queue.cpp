#include "runtime/serial_queue.h"

#include <utility>

namespace vtp {

bool SerialQueue::post(WorkerPool::Task task, std::size_t capacity) {
  const std::scoped_lock lock(mutex_);
  if (waiting_.size() >= capacity) return false;
  waiting_.push_back(std::move(task));
  if (is_running_) return true;
  auto step = [self = shared_from_this()] { self->run_one(); };
  const bool submitted =
      capacity == unbounded ? pool_.submit_continuation(std::move(step)) : pool_.try_submit(std::move(step));
  if (submitted)
    is_running_ = true;
  else
    waiting_.pop_back();
  return submitted;
}

/// One task a turn, so that a busy owner does not keep a thread from the others.
void SerialQueue::run_one() {
  WorkerPool::Task task;
  {
    const std::scoped_lock lock(mutex_);
    task = std::move(waiting_.front());
    waiting_.pop_front();
  }
  task();
  task = nullptr;
  const std::scoped_lock lock(mutex_);
  is_running_ =
      !waiting_.empty() && pool_.submit_continuation([self = shared_from_this()] { self->run_one(); });
}

}  // namespace vtp
