#include "jobs/job_queue.h"

#include "base/try.h"
#include "jobs/job_store.h"

namespace vtp::jobs {
namespace {

constexpr int clean_up_limit = 1000;

/// What is waited after an attempt that failed.
std::chrono::seconds pause_after(int attempts) {
  return std::chrono::seconds(attempts <= 1 ? 10 : 60);
}

Lease lease_for(const std::string& owner, const Clock& clock) {
  const auto now = clock.now();
  return {.owner = owner, .now = now, .until = now + JobQueue::lease_time};
}

}  // namespace

void JobQueue::wake_after_commit(db::Transaction& tx) {
  tx.after_commit([this] { signal_.raise(); });
}

std::optional<Job> JobQueue::enqueue(db::Transaction& tx, const NewJob& job) {
  auto made = insert_job(tx, job, clock_.now());
  if (made) wake_after_commit(tx);
  return made;
}

Result<Job> JobQueue::cancel(db::Transaction& tx, const JobId& id) {
  const auto job = find_job(tx, id);
  if (!job) return vtp::fail(ErrorCode::job_not_found, "There is no such job");
  if (is_finished(job->status)) return vtp::fail(ErrorCode::job_finished, "The job has finished already");
  if (job->status == JobStatus::queued)
    finish(tx, id, JobStatus::cancelled, clock_.now());
  else
    request_cancel(tx, id, clock_.now());
  wake_after_commit(tx);
  return find_job(tx, id).value();
}

Result<Job> JobQueue::retry(db::Transaction& tx, const JobId& id) {
  const auto job = find_job(tx, id);
  if (!job) return vtp::fail(ErrorCode::job_not_found, "There is no such job");
  if (!is_finished(job->status))
    return vtp::fail(ErrorCode::job_not_finished, "The job has not finished yet");
  if (has_active_twin(tx, *job))
    return vtp::fail(ErrorCode::transcode_running, "The same work is queued or running already");
  requeue(tx, id, 0, clock_.now(), {});
  wake_after_commit(tx);
  return find_job(tx, id).value();
}

bool JobQueue::complete(db::Transaction& tx, const JobId& id, const std::string& owner) {
  if (!find_held(tx, id, owner)) return false;
  finish(tx, id, JobStatus::completed, clock_.now());
  wake_after_commit(tx);
  return true;
}

Result<std::optional<Job>> JobQueue::lease(const std::string& owner, std::span<const std::string> kinds) {
  return database_.write(
      [&](db::Transaction& tx) { return lease_first(tx, lease_for(owner, clock_), kinds); });
}

Result<std::vector<Job>> JobQueue::lease_also(const std::string& owner, const RecordingId& recording,
                                              const std::string& kind) {
  return database_.write(
      [&](db::Transaction& tx) { return lease_siblings(tx, lease_for(owner, clock_), recording, kind); });
}

template <class Change>
Result<void> JobQueue::if_held(const JobId& id, const std::string& owner, Change change) {
  return database_.write([&](db::Transaction& tx) {
    const auto job = find_held(tx, id, owner);
    if (!job) return;
    change(tx, *job);
    wake_after_commit(tx);
  });
}

Result<void> JobQueue::complete(const JobId& id, const std::string& owner) {
  return database_.write([&](db::Transaction& tx) { complete(tx, id, owner); });
}

Result<std::map<JobId, Holding>> JobQueue::renew(const std::string& owner,
                                                 const std::map<JobId, Progress>& jobs) {
  return database_.write([&](db::Transaction& tx) {
    std::map<JobId, Holding> holdings;
    for (const auto& [id, progress] : jobs) {
      const auto job = find_held(tx, id, owner);
      holdings[id] = !job ? Holding::lost : job->cancel_requested ? Holding::cancelled : Holding::held;
      if (job) extend_lease(tx, id, lease_for(owner, clock_), progress.percent, progress.speed);
    }
    return holdings;
  });
}

Result<void> JobQueue::fail(const JobId& id, const std::string& owner, const JobFailure& failure) {
  return if_held(id, owner, [&](db::Transaction& tx, const Job& job) {
    end_attempt(tx, job, failure, pause_after(job.attempts));
  });
}

Result<void> JobQueue::confirm_cancel(const JobId& id, const std::string& owner) {
  return if_held(id, owner, [&](db::Transaction& tx, const Job&) {
    finish(tx, id, JobStatus::cancelled, clock_.now());
  });
}

Result<void> JobQueue::release(const JobId& id, const std::string& owner) {
  return if_held(id, owner, [&](db::Transaction& tx, const Job& job) {
    if (job.cancel_requested)
      finish(tx, id, JobStatus::cancelled, clock_.now());
    else
      requeue(tx, id, job.attempts - 1, clock_.now(), {});
  });
}

void JobQueue::end_attempt(db::Transaction& tx, const Job& job, const JobFailure& failure,
                           std::optional<std::chrono::seconds> pause) {
  const auto now = clock_.now();
  if (job.cancel_requested)
    finish(tx, job.id, JobStatus::cancelled, now);
  else if (failure.is_final || job.attempts >= job.max_attempts)
    finish(tx, job.id, JobStatus::failed, now, failure);
  else
    requeue(tx, job.id, job.attempts, now, pause ? std::optional(now + *pause) : std::nullopt, failure);
}

void JobQueue::return_abandoned(db::Transaction& tx, std::span<const Job> jobs) {
  // No pause: the time of the lease was one already.
  for (const auto& job : jobs) end_attempt(tx, job, {.message = "The work was interrupted"}, {});
  if (!jobs.empty()) wake_after_commit(tx);
}

Result<int> JobQueue::return_expired() {
  // Asked every second by every worker, and hardly ever is there one: a mere look collides with nobody.
  VTP_TRY(const auto expired,
          database_.read([&](db::Transaction& tx) { return find_expired(tx, clock_.now()); }));
  if (expired.empty()) return 0;
  return database_.write([&](db::Transaction& tx) {
    const auto jobs = find_expired(tx, clock_.now());
    return_abandoned(tx, jobs);
    return static_cast<int>(jobs.size());
  });
}

Result<int> JobQueue::return_orphaned(const std::function<bool(std::string_view owner)>& is_gone) {
  return database_.write([&](db::Transaction& tx) {
    std::size_t count = 0;
    for (const auto& owner : find_owners(tx)) {
      if (!is_gone(owner)) continue;
      const auto jobs = find_owned(tx, owner);
      return_abandoned(tx, jobs);
      count += jobs.size();
    }
    return static_cast<int>(count);
  });
}

Result<std::int64_t> JobQueue::clean_up(std::chrono::hours age) {
  return database_.write(
      [&](db::Transaction& tx) { return delete_finished(tx, clock_.now() - age, clean_up_limit); });
}

}  // namespace vtp::jobs
