// Threads that take jobs from the queue and run them.
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "jobs/job_context.h"

namespace vtp::jobs {

/// Does one job, or says why not. What it throws counts as a failure that may pass. Called from several
/// threads.
using Handler = std::function<std::expected<void, JobFailure>(JobContext& context)>;

struct WorkerOptions {
  std::string owner;  // no other worker's, not even that of an earlier process
  int threads = 1;
  std::chrono::milliseconds poll{2000};  // for jobs that other processes have queued, or that were to wait
  std::chrono::milliseconds beat{1000};  // between renewals, which also notice cancellation
  /// Told what the handlers' failures do not say: that the queue is out of reach, or a bug.
  std::function<void(std::string_view)> on_trouble;
};

class Worker {
 public:
  /// `queue` must outlive the worker.
  Worker(JobQueue& queue, WorkerOptions options) : queue_(queue), options_(std::move(options)) {}
  ~Worker() { stop(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Before start.
  void add_handler(std::string kind, Handler handler);

  void start();
  /// Stops the handlers and gives their jobs back to the queue; returns when all threads have ended.
  void stop();

 private:
  void work(const std::stop_token& stopping);
  void keep_alive(const std::stop_token& stopping);
  /// Returns when the queue knows how it went, or when the worker stops.
  void run(JobContext& context, const std::stop_token& stopping);
  std::expected<void, JobFailure> handle(JobContext& context);
  void trouble(std::string_view what) const;

  JobQueue& queue_;
  WorkerOptions options_;
  std::map<std::string, Handler> handlers_;
  std::vector<std::string> kinds_;

  std::mutex mutex_;
  std::set<std::shared_ptr<JobContext>> running_;  // shared with the heartbeat
  std::vector<std::jthread> threads_;
};

}  // namespace vtp::jobs
