// Threads for work that may block, with a bounded queue before them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace vtp {

struct WorkerPoolOptions {
  std::string name;  // of the threads, at most 15 bytes
  std::size_t threads = 1;
  std::size_t queue = 1024;  // tasks that may wait
  int nice = 0;              // added to the priority value of the threads: 19 is the most modest
};

class WorkerPool {
 public:
  using Task = std::move_only_function<void()>;

  explicit WorkerPool(const WorkerPoolOptions& options);
  /// As `stop`.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False, and the task is destroyed, if the queue is full or the pool stops. Tasks must not throw.
  [[nodiscard]] bool try_submit(Task task);

  /// Takes the task even beyond the bound, for the next step of work that `try_submit` has admitted: the
  /// number of such works bounds it. False, and the task is destroyed, only if the pool stops.
  bool submit_continuation(Task task);

  /// Takes no more tasks, finishes those it has, and joins the threads.
  void stop();

  [[nodiscard]] std::size_t waiting() const;

 private:
  bool submit(Task task, std::size_t capacity);
  void run(const WorkerPoolOptions& options);

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable work_;
  std::deque<Task> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace vtp
