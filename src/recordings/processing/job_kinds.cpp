#include "recordings/processing/job_kinds.h"

namespace vtp::recordings::processing {

bool enqueue(jobs::JobQueue& queue, db::Transaction& tx, std::string_view kind, const Recording& recording,
             std::string_view rendition) {
  jobs::NewJob job;
  job.kind = kind;
  job.recording = recording.id;
  job.rendition = rendition;
  job.rank = urgent_rank;
  job.created_by = recording.started_by;
  return queue.enqueue(tx, job).has_value();
}

void enqueue_purge(jobs::JobQueue& queue, db::Transaction& tx, RecordingId recording) {
  jobs::NewJob job;
  job.kind = purge_kind;
  job.rendition = recording.text();
  job.params = json::write(PurgeParams{recording});
  queue.enqueue(tx, job);
}

}  // namespace vtp::recordings::processing
