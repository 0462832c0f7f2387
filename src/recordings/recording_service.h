// Recordings as things that are listed, described, thrown away and taken back.
#pragma once

#include "base/error.h"
#include "base/time.h"
#include "database/database.h"
#include "jobs/job_queue.h"
#include "recordings/recording_answers.h"
#include "recordings/settings.h"
#include "recordings/visit.h"

namespace vtp::recordings {

class RecordingService {
 public:
  RecordingService(db::Database& database, const Clock& clock, jobs::JobQueue& queue,
                   const RecordingSettings& settings)
      : database_(database), clock_(clock), queue_(queue), settings_(settings) {}

  Result<RecordingList> list(const Identity& caller, const RecordingQuery& query);
  Result<RecordingDetail> detail(const Identity& caller, RecordingId id);
  Result<RecordingDetail> update(const Identity& caller, RecordingId id, const UpdateRecording& changes);

  /// Into the trash; its files stay for the time that the settings give it.
  Result<DeletedRecording> remove(const Visit& visit, RecordingId id);
  /// For good: the rows at once, the files by a job.
  Result<DeletedRecording> remove_permanently(const Visit& visit, RecordingId id);
  Result<RecordingDetail> restore(const Visit& visit, RecordingId id);

 private:
  db::Database& database_;
  const Clock& clock_;
  jobs::JobQueue& queue_;
  const RecordingSettings& settings_;
};

}  // namespace vtp::recordings
