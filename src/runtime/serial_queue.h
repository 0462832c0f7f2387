// Tasks of one owner that run one after another on a pool: order without a thread of one's own.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>

#include "runtime/worker_pool.h"

namespace vtp {

class SerialQueue : public std::enable_shared_from_this<SerialQueue> {
 public:
  /// `pool` must outlive the queue. At most `capacity` tasks wait.
  static std::shared_ptr<SerialQueue> make(WorkerPool& pool, std::size_t capacity) {
    return std::shared_ptr<SerialQueue>(new SerialQueue(pool, capacity));
  }

  /// False, and the task is destroyed, if too many wait or the pool is full. Tasks must not throw.
  [[nodiscard]] bool try_post(WorkerPool::Task task) { return post(std::move(task), capacity_); }

  /// Takes the task even if too many wait: for the few that must not be lost, such as the end of a
  /// connection.
  void post_always(WorkerPool::Task task) { static_cast<void>(post(std::move(task), unbounded)); }

 private:
  static constexpr std::size_t unbounded = static_cast<std::size_t>(-1);

  SerialQueue(WorkerPool& pool, std::size_t capacity) : pool_(pool), capacity_(capacity) {}

  bool post(WorkerPool::Task task, std::size_t capacity);
  void run_one();

  WorkerPool& pool_;
  const std::size_t capacity_;
  std::mutex mutex_;
  std::deque<WorkerPool::Task> waiting_;
  bool is_running_ = false;  // one task is with the pool
};

}  // namespace vtp
