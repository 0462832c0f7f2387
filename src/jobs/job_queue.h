// The durable queue: who gets which job, for how long, and what happens when it does not work out.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "database/database.h"
#include "jobs/job.h"
#include "jobs/signal.h"

namespace vtp::jobs {

struct Progress {
  double percent = 0;
  std::optional<double> speed;
};

/// What a worker learns when it renews a lease.
enum class Holding { held, cancelled, lost };

/// A job is leased for a minute at a time; one whose worker is not heard of any more is given to another.
/// Functions with a transaction are for features, those without are for workers. Safe to use from many
/// threads.
class JobQueue {
 public:
  static constexpr std::chrono::seconds lease_time{60};

  /// Both must outlive the queue.
  JobQueue(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// Nothing if a job of the same recording, kind and rendition is queued or running. Workers of this process
  /// wake up when the transaction is committed.
  std::optional<Job> enqueue(db::Transaction& tx, const NewJob& job);

  /// A queued job is cancelled at once, a running one as soon as its worker has stopped. JOB_NOT_FOUND,
  /// JOB_FINISHED.
  Result<Job> cancel(db::Transaction& tx, const JobId& id);

  /// Makes a finished job queued again with all its attempts. JOB_NOT_FOUND, JOB_NOT_FINISHED,
  /// TRANSCODE_RUNNING.
  Result<Job> retry(db::Transaction& tx, const JobId& id);

  /// Counts a held job as done, in the transaction that also stores its result. False if the lease was lost:
  /// then the result belongs to somebody else.
  bool complete(db::Transaction& tx, const JobId& id, const std::string& owner);
  /// As above, for jobs without a result of their own.
  Result<void> complete(const JobId& id, const std::string& owner);

  /// The first job of these kinds that is due: by rank, then priority, then age. Jobs of one recording and
  /// kind are given one after the other, so that whoever holds one can decide to take the rest along.
  Result<std::optional<Job>> lease(const std::string& owner, std::span<const std::string> kinds);
  /// All other jobs of the recording and kind that are due, so that one process can do them together.
  Result<std::vector<Job>> lease_also(const std::string& owner, const RecordingId& recording,
                                      const std::string& kind);

  /// Prolongs the leases and stores the progress of several jobs at once.
  Result<std::map<JobId, Holding>> renew(const std::string& owner, const std::map<JobId, Progress>& jobs);
  /// Another attempt follows after a while, unless the failure is final or it was the last one.
  Result<void> fail(const JobId& id, const std::string& owner, const JobFailure& failure);
  /// The worker has stopped a job because it was cancelled.
  Result<void> confirm_cancel(const JobId& id, const std::string& owner);
  /// The worker gives a job back unfinished; the attempt does not count.
  Result<void> release(const JobId& id, const std::string& owner);

  /// Gives jobs whose lease has ended to others; that counts as an attempt. Returns how many there were.
  Result<int> return_expired();
  /// The same at once for the jobs of those owners of whom `is_gone(owner)` is certain that they will never
  /// come back, such as an earlier process of this machine.
  Result<int> return_orphaned(const std::function<bool(std::string_view owner)>& is_gone);

  /// Deletes a bounded number of jobs that finished longer ago than `age`; returns how many.
  Result<std::int64_t> clean_up(std::chrono::hours age);

  /// Raised when there may be something to do, and when a job that was held is not held any more.
  [[nodiscard]] Signal& signal() { return signal_; }

 private:
  /// Runs `change(tx, job)`, which ends the holding, if `owner` still holds the job.
  template <class Change>
  Result<void> if_held(const JobId& id, const std::string& owner, Change change);
  void wake_after_commit(db::Transaction& tx);
  void end_attempt(db::Transaction& tx, const Job& job, const JobFailure& failure,
                   std::optional<std::chrono::seconds> pause);
  void return_abandoned(db::Transaction& tx, std::span<const Job> jobs);

  db::Database& database_;
  const Clock& clock_;
  Signal signal_;
};

}  // namespace vtp::jobs
