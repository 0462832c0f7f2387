#include "recordings/job_service.h"

#include <fmt/format.h>

#include "base/try.h"
#include "jobs/job_store.h"
#include "recordings/processing/settle.h"
#include "recordings/recording_access.h"
#include "recordings/recording_store.h"
#include "recordings/rendition_store.h"

namespace vtp::recordings {
namespace {

std::unexpected<Error> job_not_found() {
  return fail(ErrorCode::job_not_found, "There is no such job");
}

// Who may see a job: the owner of its recording, and account administrators.
constexpr std::string_view selection =
    "from jobs j left join recordings r on r.id = j.recording_id where ($2 = 'admin' or r.started_by = $1) "
    "and (cast($3 as text) is null or j.status = $3) and (cast($4 as text) is null or j.kind = $4) "
    "and (cast($5 as text) is null or j.recording_id = $5)";

/// Those with the control right, too, find a job that they know the id of.
Result<jobs::Job> find_own_job(db::Transaction& tx, const Identity& caller, jobs::JobId id, Timestamp now) {
  auto job = jobs::find_job(tx, id);
  if (!job) return job_not_found();
  if (caller.is_admin()) return *std::move(job);
  if (!job->recording) return job_not_found();
  const auto access = require(tx, caller, *job->recording, Right::control, now);
  if (access) return *std::move(job);
  if (access.error().code == ErrorCode::insufficient_permissions) return std::unexpected(access.error());
  return job_not_found();
}

}  // namespace

JobView JobService::view(db::Transaction& tx, const Identity& caller, const jobs::Job& job) {
  const auto recording = job.recording ? find_recording(tx, *job.recording) : std::nullopt;
  const auto renditions = recording ? find_renditions(tx, recording->id) : std::vector<Rendition>();
  JobSurroundings around;
  if (recording) around.duration = recording->duration;
  around.renditions = renditions;
  around.workers = settings_.encoders;
  if (job.status == jobs::JobStatus::queued) around.ahead = jobs::count_ahead(tx, job);
  auto view = view_of(job, around);
  if (recording) {
    view.recording_id = recording->id;
    view.title = recording->title;
  }
  if (caller.is_admin()) view.log_tail = job.log_tail.value_or("");
  return view;
}

Result<JobList> JobService::list(const Identity& caller, const JobQuery& query) {
  return database_.read([&](db::Transaction& tx) {
    JobList list{.limit = query.limit, .offset = query.offset};
    list.total = tx.query(fmt::format("select count(*) {}", selection), caller.user, caller.role,
                          query.status, query.kind, query.recording_id)
                     .front()
                     .get<std::int64_t>(0);
    const auto rows =
        tx.query(fmt::format("select j.id {} order by j.created_at desc, j.id desc limit {} offset {}",
                             selection, query.limit, query.offset),
                 caller.user, caller.role, query.status, query.kind, query.recording_id);
    for (const auto& row : rows)
      if (const auto job = jobs::find_job(tx, row.next<jobs::JobId>()))
        list.jobs.push_back(view(tx, caller, *job));
    return list;
  });
}

Result<JobView> JobService::find(const Identity& caller, jobs::JobId id) {
  return database_.read([&](db::Transaction& tx) -> Result<JobView> {
    VTP_TRY(const auto job, find_own_job(tx, caller, id, clock_.now()));
    return view(tx, caller, job);
  });
}

template <class Change>
Result<JobView> JobService::change(const Identity& caller, jobs::JobId id, Change change) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<JobView> {
    VTP_CHECK(find_own_job(tx, caller, id, now));
    VTP_TRY(const auto job, change(tx));
    if (job.recording) {
      store_state(tx, *job.recording, job.rendition, RenditionState::pending, {}, now);
      processing::settle_recording(tx, *job.recording, {}, now);
    }
    return view(tx, caller, job);
  });
}

Result<JobView> JobService::cancel(const Identity& caller, jobs::JobId id) {
  return change(caller, id, [&](db::Transaction& tx) { return queue_.cancel(tx, id); });
}

Result<JobView> JobService::retry(const Identity& caller, jobs::JobId id) {
  return change(caller, id, [&](db::Transaction& tx) { return queue_.retry(tx, id); });
}

}  // namespace vtp::recordings
