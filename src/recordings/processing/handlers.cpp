#include "recordings/processing/handlers.h"

#include "recordings/media_keys.h"
#include "recordings/processing/download_job.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/processing/package_job.h"
#include "recordings/processing/picture_jobs.h"
#include "recordings/processing/probe_job.h"
#include "recordings/processing/transcode_job.h"

namespace vtp::recordings::processing {
namespace {

Outcome purge(const Pipeline& pipeline, jobs::JobContext& context) {
  const auto params = json::read<PurgeParams>(context.job().params);
  if (!params) return std::unexpected(failure_of(params.error()));
  if (const auto removed = pipeline.store.remove(keys::folder(params->recording)); !removed)
    return std::unexpected(failure_of(removed.error()));
  return {};
}

using Step = Outcome (*)(const Pipeline&, jobs::JobContext&);

void add(jobs::Worker& worker, const Pipeline& pipeline, std::string_view kind, Step step) {
  worker.add_handler(std::string(kind),
                     [&pipeline, step](jobs::JobContext& context) { return step(pipeline, context); });
}

}  // namespace

void add_quick_handlers(jobs::Worker& worker, const Pipeline& pipeline) {
  add(worker, pipeline, probe_kind, probe_recording);
  add(worker, pipeline, package_kind, package_recording);
  add(worker, pipeline, remux_kind, make_download);
  add(worker, pipeline, thumbnail_kind, make_thumbnail);
  add(worker, pipeline, storyboard_kind, make_storyboard);
  add(worker, pipeline, purge_kind, purge);
}

void add_encoding_handlers(jobs::Worker& worker, const Pipeline& pipeline) {
  add(worker, pipeline, transcode_kind, transcode_recording);
}

}  // namespace vtp::recordings::processing
