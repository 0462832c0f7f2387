// The SQL of the jobs table. Who may call when is the business of JobQueue.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "database/database.h"
#include "jobs/job.h"

namespace vtp::jobs {

/// Who leases, and until when if he does not renew.
struct Lease {
  std::string owner;
  Timestamp now;
  Timestamp until;
};

/// Nothing if such a job is queued or running already.
std::optional<Job> insert_job(db::Transaction& tx, const NewJob& job, Timestamp now);

std::optional<Job> find_job(db::Transaction& tx, const JobId& id);
/// Oldest first.
std::vector<Job> jobs_of_recording(db::Transaction& tx, const RecordingId& recording);
/// How many queued jobs come before this one.
std::int64_t count_ahead(db::Transaction& tx, const Job& job);
QueueStats read_stats(db::Transaction& tx);

/// Makes the first due job of these kinds running: by rank, then priority, then age. None of which another
/// one of the same recording and kind is running.
std::optional<Job> lease_first(db::Transaction& tx, const Lease& lease, std::span<const std::string> kinds);
/// Makes all due jobs of one recording and kind running.
std::vector<Job> lease_siblings(db::Transaction& tx, const Lease& lease, const RecordingId& recording,
                                const std::string& kind);

/// The job, if `owner` still holds it.
std::optional<Job> find_held(db::Transaction& tx, const JobId& id, const std::string& owner);
void extend_lease(db::Transaction& tx, const JobId& id, const Lease& lease, double progress,
                  std::optional<double> speed);
/// Running jobs whose lease ended before `now`.
std::vector<Job> find_expired(db::Transaction& tx, Timestamp now);
/// Those who hold a running job.
std::vector<std::string> find_owners(db::Transaction& tx);
/// Running jobs of one owner.
std::vector<Job> find_owned(db::Transaction& tx, const std::string& owner);

/// Ends a job in one of the finished states.
void finish(db::Transaction& tx, const JobId& id, JobStatus status, Timestamp now,
            const std::optional<JobFailure>& failure = {});
/// Makes a job queued with `attempts` behind it.
void requeue(db::Transaction& tx, const JobId& id, int attempts, Timestamp now,
             std::optional<Timestamp> not_before, const std::optional<JobFailure>& failure = {});
void request_cancel(db::Transaction& tx, const JobId& id, Timestamp now);
bool has_active_twin(db::Transaction& tx, const Job& job);

/// At most `limit` jobs that finished before `time`; returns how many were deleted.
std::int64_t delete_finished(db::Transaction& tx, Timestamp time, int limit);

}  // namespace vtp::jobs
