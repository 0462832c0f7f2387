// Looking after single jobs (E29 to E31).
#pragma once

#include "base/error.h"
#include "base/time.h"
#include "database/database.h"
#include "jobs/job_queue.h"
#include "recordings/job_view.h"
#include "recordings/settings.h"

namespace vtp::recordings {

class JobService {
 public:
  JobService(db::Database& database, const Clock& clock, jobs::JobQueue& queue,
             const RecordingSettings& settings)
      : database_(database), clock_(clock), queue_(queue), settings_(settings) {}

  /// Of the caller's own recordings; of all for administrators.
  Result<JobList> list(const Identity& caller, const JobQuery& query);
  Result<JobView> find(const Identity& caller, jobs::JobId id);
  Result<JobView> cancel(const Identity& caller, jobs::JobId id);
  Result<JobView> retry(const Identity& caller, jobs::JobId id);

 private:
  JobView view(db::Transaction& tx, const Identity& caller, const jobs::Job& job);
  template <class Change>
  Result<JobView> change(const Identity& caller, jobs::JobId id, Change change);

  db::Database& database_;
  const Clock& clock_;
  jobs::JobQueue& queue_;
  const RecordingSettings& settings_;
};

}  // namespace vtp::recordings
