#include "recordings/processing/settle.h"

#include <algorithm>

#include "jobs/job_store.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/recording_store.h"
#include "recordings/rendition_store.h"

namespace vtp::recordings::processing {
namespace {

/// Jobs that the completion of a recording waits for.
bool is_essential(const jobs::Job& job) {
  return job.kind == probe_kind || job.kind == package_kind || job.kind == transcode_kind;
}

std::string reason_of(std::span<const jobs::Job> all) {
  for (const auto& job : all)
    if (is_essential(job) && job.status == jobs::JobStatus::failed && job.error) return *job.error;
  for (const auto& job : all)
    if (is_essential(job) && (job.status == jobs::JobStatus::cancelled || job.cancel_requested))
      return "The preparation was cancelled.";
  return "The file could not be prepared for playing.";
}

}  // namespace

bool is_playable(const Recording& recording, std::span<const Rendition> renditions) {
  return std::ranges::any_of(renditions, [&](const Rendition& rendition) {
    return rendition.is_ready() && (!recording.has_video || rendition.kind == RenditionKind::video);
  });
}

void settle_recording(db::Transaction& tx, RecordingId id, std::span<const jobs::JobId> ending,
                      Timestamp now) {
  auto recording = find_recording(tx, id);
  if (!recording || recording->is_being_captured()) return;
  const auto renditions = find_renditions(tx, id);
  const auto all_jobs = jobs::jobs_of_recording(tx, id);
  const bool is_busy = std::ranges::any_of(all_jobs, [&](const jobs::Job& job) {
    return is_essential(job) && !jobs::is_finished(job.status) &&
           std::ranges::find(ending, job.id) == ending.end();
  });
  const bool playable = is_playable(*recording, renditions);
  auto status = recording->status;
  auto error = recording->error_message;
  if (is_busy) {
    status = RecordingStatus::processing;
    error.reset();
  } else if (playable) {
    status = RecordingStatus::completed;
    error.reset();
  } else if (recording->status == RecordingStatus::processing) {
    status = RecordingStatus::failed;
    if (!error) error = reason_of(all_jobs);
  }
  if (status == recording->status && playable == recording->streaming_ready &&
      error == recording->error_message)
    return;
  recording->status = status;
  recording->streaming_ready = playable;
  recording->error_message = error;
  update_recording(tx, *recording, now);
}

std::vector<RecordingId> find_forsaken(db::Transaction& tx, Timestamp now, int limit) {
  std::vector<RecordingId> ids;
  // A minute's grace: a handler may be between two jobs.
  const auto rows = tx.query(
      "select r.id from recordings r where r.status = 'processing' and r.updated_at < $1 and not exists "
      "(select 1 from jobs j where j.recording_id = r.id and j.status in ('queued', 'running') "
      "and j.kind in ('probe', 'package', 'transcode')) limit $2",
      now - std::chrono::minutes(1), limit);
  for (const auto& row : rows) ids.push_back(row.next<RecordingId>());
  return ids;
}

}  // namespace vtp::recordings::processing
