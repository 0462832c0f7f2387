#include "recordings/job_view.h"

#include <algorithm>

#include "jobs/eta.h"

namespace vtp::recordings {
namespace {

std::optional<jobs::Seconds> eta_of(const jobs::Job& job, const JobSurroundings& around) {
  if (!around.duration) return std::nullopt;
  const auto whole = std::chrono::duration_cast<jobs::Seconds>(*around.duration);
  if (job.status == jobs::JobStatus::running)
    return jobs::running_eta(whole * (1 - job.progress / 100), job.speed);
  if (job.status != jobs::JobStatus::queued) return std::nullopt;
  // How long the others are is not worth a query: lectures are alike.
  return jobs::queued_eta(whole * static_cast<double>(around.ahead), whole, around.workers, around.speed);
}

}  // namespace

JobView view_of(const jobs::Job& job, const JobSurroundings& around) {
  JobView view;
  view.job_id = job.id;
  // Nobody else queues jobs.
  view.kind = enum_from_text<processing::JobKind>(job.kind).value();
  view.status = job.status;
  view.progress = {job.progress};
  view.speed = job.speed;
  view.attempts = job.attempts;
  view.error = job.error;
  view.created_at = job.created_at;
  view.started_at = job.started_at;
  view.finished_at = job.finished_at;
  if (!job.rendition.empty()) view.rendition = job.rendition;
  if (const auto eta = eta_of(job, around)) view.eta_seconds = eta->count();
  if (job.status == jobs::JobStatus::queued) view.queue_position = around.ahead + 1;
  const auto rendition =
      std::ranges::find_if(around.renditions, [&](const auto& r) { return r.name == job.rendition; });
  if (rendition != around.renditions.end()) {
    view.label = rendition->label;
    view.bitrate = rendition->bitrate_kbps;
    if (job.status == jobs::JobStatus::completed) view.output = rendition->name;
  }
  return view;
}

}  // namespace vtp::recordings
