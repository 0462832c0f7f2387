#include "runtime/worker_pool.h"

#include <limits>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace vtp {

WorkerPool::WorkerPool(const WorkerPoolOptions& options) : capacity_(options.queue) {
  for (std::size_t i = 0; i < options.threads; ++i) threads_.emplace_back([this, options] { run(options); });
}

WorkerPool::~WorkerPool() {
  stop();
}

bool WorkerPool::try_submit(Task task) {
  return submit(std::move(task), capacity_);
}

bool WorkerPool::submit_continuation(Task task) {
  return submit(std::move(task), std::numeric_limits<std::size_t>::max());
}

bool WorkerPool::submit(Task task, std::size_t capacity) {
  {
    const std::scoped_lock lock(mutex_);
    if (stopping_ || queue_.size() >= capacity) return false;
    queue_.push_back(std::move(task));
  }
  work_.notify_one();
  return true;
}

void WorkerPool::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

std::size_t WorkerPool::waiting() const {
  const std::scoped_lock lock(mutex_);
  return queue_.size();
}

void WorkerPool::run(const WorkerPoolOptions& options) {
  ::pthread_setname_np(::pthread_self(), options.name.substr(0, 15).c_str());
  // On Linux a nice value belongs to the thread, in spite of POSIX. Lowering one's priority is always
  // allowed.
  if (options.nice != 0) ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), options.nice);
  while (true) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
    }
    task();
  }
}

}  // namespace vtp
