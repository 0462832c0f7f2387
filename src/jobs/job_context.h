// What a handler has while it works on a job: the job, where to report to, and when to stop.
#pragma once

#include <atomic>
#include <expected>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/job_queue.h"

namespace vtp::jobs {

/// Handlers and the worker's heartbeat use it from different threads.
class JobContext {
 public:
  JobContext(JobQueue& queue, std::string owner, Job job);

  [[nodiscard]] const Job& job() const { return job_; }

  /// Takes all other queued jobs of the same recording and kind, to be done by the same process. They are
  /// held, renewed and finished together with the first one, save those that the handler completes itself.
  Result<std::vector<Job>> take_siblings();

  /// Of all held jobs, or of one. `speed` is what was measured last, in times real time; it is smoothed here.
  void report(double percent, std::optional<double> speed = {});
  void report(const JobId& id, double percent, std::optional<double> speed = {});

  /// Counts one of several jobs as done before the others, in the transaction that stores its result. False
  /// if it is no longer ours: then nothing may be stored.
  bool complete(db::Transaction& tx, const JobId& id);

  /// Should the handler stop? (Every job was cancelled, or given to somebody else, or the server shuts down.)
  [[nodiscard]] bool cancelled() const { return stop_.stop_requested(); }
  /// Was this one of several jobs cancelled?
  [[nodiscard]] bool cancelled(const JobId& id) const;
  /// For what can be called back, such as a child process that is to be ended.
  [[nodiscard]] std::stop_token stop_token() const { return stop_.get_token(); }

  // The worker's side.

  /// Renews the leases and learns of cancellation.
  Result<void> beat();
  void shut_down();
  /// Writes how it went to the queue.
  Result<void> settle(const std::expected<void, JobFailure>& outcome);

 private:
  struct Held {
    Progress progress;
    bool cancelled = false;
  };

  std::map<JobId, Held> held() const;
  /// Returns whether there is nothing left to work for.
  bool apply(const std::map<JobId, Holding>& holdings);
  Result<void> settle_one(const JobId& id, const Held& held, const std::expected<void, JobFailure>& outcome);

  JobQueue& queue_;
  std::string owner_;
  Job job_;
  std::stop_source stop_;
  mutable std::mutex mutex_;
  std::map<JobId, Held> held_;
  bool something_lost_ = false;
  std::atomic<bool> shutting_down_ = false;
};

}  // namespace vtp::jobs
