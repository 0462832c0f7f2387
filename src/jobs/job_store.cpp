#include "jobs/job_store.h"

#include <fmt/format.h>

#include "database/dialect.h"

namespace vtp::jobs {
namespace {

constexpr std::string_view columns =
    "id, kind, recording_id, rendition, params, status, rank, priority, progress, speed, attempts, "
    "max_attempts,"
    " cancel_requested, not_before, lease_owner, error, log_tail, created_by, created_at, started_at, "
    "finished_at";

Job to_job(const db::Row& row) {
  return {
      .id = row.next<JobId>(),
      .kind = row.next<std::string>(),
      .recording = row.next<std::optional<RecordingId>>(),
      .rendition = row.next<std::string>(),
      .params = row.next<std::string>(),
      .status = row.next<JobStatus>(),
      .rank = row.next<int>(),
      .priority = row.next<int>(),
      .progress = row.next<double>(),
      .speed = row.next<std::optional<double>>(),
      .attempts = row.next<int>(),
      .max_attempts = row.next<int>(),
      .cancel_requested = row.next<bool>(),
      .not_before = row.next<std::optional<Timestamp>>(),
      .lease_owner = row.next<std::optional<std::string>>(),
      .error = row.next<std::optional<std::string>>(),
      .log_tail = row.next<std::optional<std::string>>(),
      .created_by = row.next<std::optional<UserId>>(),
      .created_at = row.next<Timestamp>(),
      .started_at = row.next<std::optional<Timestamp>>(),
      .finished_at = row.next<std::optional<Timestamp>>(),
  };
}

std::optional<Job> first_job(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return to_job(rows.front());
}

std::vector<Job> all_jobs(const db::Rows& rows) {
  std::vector<Job> jobs;
  for (const auto& row : rows) jobs.push_back(to_job(row));
  return jobs;
}

template <class... Parameters>
db::Rows select(db::Transaction& tx, std::string_view condition, Parameters&&... parameters) {
  return tx.query(fmt::format("select {} from jobs where {}", columns, condition),
                  std::forward<Parameters>(parameters)...);
}

Job start(db::Transaction& tx, const JobId& id, const Lease& lease) {
  constexpr std::string_view sql =
      "update jobs set status = 'running', attempts = attempts + 1, lease_owner = $2, lease_until = $3,"
      " not_before = null, progress = 0, speed = null, started_at = $4, updated_at = $4 where id = $1 "
      "returning {}";
  return to_job(tx.query(fmt::format(sql, columns), id, lease.owner, lease.until, lease.now).front());
}

std::optional<std::string> text_or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

std::optional<Job> insert_job(db::Transaction& tx, const NewJob& job, Timestamp now) {
  constexpr std::string_view sql =
      "insert into jobs (id, kind, recording_id, rendition, params, rank, priority, created_by, created_at,"
      " updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict do nothing returning {}";
  return first_job(tx.query(fmt::format(sql, columns), JobId::make(), job.kind, job.recording, job.rendition,
                            job.params, job.rank, job.priority, job.created_by, now));
}

std::optional<Job> find_job(db::Transaction& tx, const JobId& id) {
  return first_job(select(tx, "id = $1", id));
}

std::vector<Job> jobs_of_recording(db::Transaction& tx, const RecordingId& recording) {
  return all_jobs(select(tx, "recording_id = $1 order by created_at, id", recording));
}

std::int64_t count_ahead(db::Transaction& tx, const Job& job) {
  return tx
      .query(
          "select count(*) from jobs where status = 'queued' and"
          " (rank, -priority, created_at, id) < ($1, $2, $3, $4)",
          job.rank, -job.priority, job.created_at, job.id)
      .front()
      .get<std::int64_t>(0);
}

QueueStats read_stats(db::Transaction& tx) {
  const auto rows = tx.query(
      "select count(*) filter (where status = 'queued'), count(*) filter (where status = 'running'),"
      " count(*) filter (where status = 'completed'), count(*) filter (where status = 'failed'),"
      " count(*) filter (where status = 'cancelled'),"
      " count(distinct case when status = 'running' then lease_owner end) from jobs");
  const auto& row = rows.front();
  return {.queued = row.next<std::int64_t>(),
          .running = row.next<std::int64_t>(),
          .completed = row.next<std::int64_t>(),
          .failed = row.next<std::int64_t>(),
          .cancelled = row.next<std::int64_t>(),
          .workers = row.next<std::int64_t>()};
}

std::optional<Job> lease_first(db::Transaction& tx, const Lease& lease, std::span<const std::string> kinds) {
  if (kinds.empty()) return std::nullopt;
  std::vector<db::Value> parameters{db::to_value(lease.now)};
  std::string list;
  for (const auto& kind : kinds) {
    parameters.emplace_back(kind);
    list += fmt::format("{}${}", list.empty() ? "" : ", ", parameters.size());
  }
  const auto sql = fmt::format(
      "select id from jobs waiting where status = 'queued' and kind in ({}) and"
      " (not_before is null or not_before <= $1) and not exists (select 1 from jobs busy"
      " where busy.recording_id = waiting.recording_id and busy.kind = waiting.kind and busy.status = "
      "'running')"
      " order by rank, priority desc, created_at, id limit 1{}",
      list, db::for_update_skip_locked(tx.engine()));
  const auto rows = tx.run(sql, parameters);
  if (rows.empty()) return std::nullopt;
  return start(tx, rows.front().get<JobId>(0), lease);
}

std::vector<Job> lease_siblings(db::Transaction& tx, const Lease& lease, const RecordingId& recording,
                                const std::string& kind) {
  const auto sql = fmt::format(
      "select id from jobs where status = 'queued' and recording_id = $1 and kind = $2"
      " and (not_before is null or not_before <= $3) order by rank, priority desc, created_at, id{}",
      db::for_update_skip_locked(tx.engine()));
  std::vector<Job> jobs;
  for (const auto& row : tx.query(sql, recording, kind, lease.now))
    jobs.push_back(start(tx, row.get<JobId>(0), lease));
  return jobs;
}

std::optional<Job> find_held(db::Transaction& tx, const JobId& id, const std::string& owner) {
  return first_job(select(tx, "id = $1 and lease_owner = $2 and status = 'running'", id, owner));
}

void extend_lease(db::Transaction& tx, const JobId& id, const Lease& lease, double progress,
                  std::optional<double> speed) {
  tx.query(
      "update jobs set lease_until = $2, progress = $3, speed = $4, updated_at = $5 where id = $1"
      " and lease_owner = $6 and status = 'running'",
      id, lease.until, progress, speed, lease.now, lease.owner);
}

std::vector<Job> find_expired(db::Transaction& tx, Timestamp now) {
  return all_jobs(select(tx, "status = 'running' and lease_until < $1", now));
}

std::vector<std::string> find_owners(db::Transaction& tx) {
  std::vector<std::string> owners;
  for (const auto& row : tx.query("select distinct lease_owner from jobs where status = 'running'"))
    owners.push_back(row.get<std::string>(0));
  return owners;
}

std::vector<Job> find_owned(db::Transaction& tx, const std::string& owner) {
  return all_jobs(select(tx, "status = 'running' and lease_owner = $1", owner));
}

void finish(db::Transaction& tx, const JobId& id, JobStatus status, Timestamp now,
            const std::optional<JobFailure>& failure) {
  tx.query(
      "update jobs set status = $2, finished_at = $3, updated_at = $3, error = $4, log_tail = coalesce($5, "
      "log_tail),"
      " progress = case when cast($2 as text) = 'completed' then 100 else progress end,"
      " lease_owner = null, lease_until = null, not_before = null where id = $1",
      id, status, now, failure ? text_or_null(failure->message) : std::nullopt,
      failure ? text_or_null(failure->log_tail) : std::nullopt);
}

void requeue(db::Transaction& tx, const JobId& id, int attempts, Timestamp now,
             std::optional<Timestamp> not_before, const std::optional<JobFailure>& failure) {
  tx.query(
      "update jobs set status = 'queued', attempts = $2, not_before = $3, updated_at = $4, error = $5,"
      " log_tail = coalesce($6, log_tail), progress = 0, speed = null, cancel_requested = 0, lease_owner = "
      "null,"
      " lease_until = null, started_at = null, finished_at = null where id = $1",
      id, attempts, not_before, now, failure ? text_or_null(failure->message) : std::nullopt,
      failure ? text_or_null(failure->log_tail) : std::nullopt);
}

void request_cancel(db::Transaction& tx, const JobId& id, Timestamp now) {
  tx.query("update jobs set cancel_requested = 1, updated_at = $2 where id = $1", id, now);
}

bool has_active_twin(db::Transaction& tx, const Job& job) {
  return !tx.query(
                "select 1 from jobs where recording_id = $1 and kind = $2 and rendition = $3 and id <> $4"
                " and status in ('queued', 'running')",
                job.recording, job.kind, job.rendition, job.id)
              .empty();
}

std::int64_t delete_finished(db::Transaction& tx, Timestamp time, int limit) {
  return tx
      .query(
          "delete from jobs where id in (select id from jobs where status in ('completed', 'failed', "
          "'cancelled')"
          " and finished_at < $1 order by finished_at limit $2)",
          time, limit)
      .changes();
}

}  // namespace vtp::jobs
