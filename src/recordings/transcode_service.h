// Building what a recording lacks, and telling how far that is.
#pragma once

#include "base/error.h"
#include "base/time.h"
#include "database/database.h"
#include "jobs/job_queue.h"
#include "recordings/settings.h"
#include "recordings/transcode.h"

namespace vtp::recordings {

class TranscodeService {
 public:
  TranscodeService(db::Database& database, const Clock& clock, jobs::JobQueue& queue,
                   const RecordingSettings& settings)
      : database_(database), clock_(clock), queue_(queue), settings_(settings) {}

  Result<TranscodeStarted> start(const Identity& caller, RecordingId id, TranscodeFormat format);
  Result<QualityStarted> start_ladder(const Identity& caller, RecordingId id, const QualityRequest& request);
  Result<TranscodeProgress> progress(const Identity& caller, RecordingId id);
  Result<TranscodeCancelled> cancel(const Identity& caller, RecordingId id);

 private:
  Result<std::optional<jobs::Job>> build(db::Transaction& tx, RecordingId id, const Identity& caller);

  db::Database& database_;
  const Clock& clock_;
  jobs::JobQueue& queue_;
  const RecordingSettings& settings_;
};

}  // namespace vtp::recordings
