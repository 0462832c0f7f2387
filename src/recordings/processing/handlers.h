// All processing jobs, ready to be given to workers.
#pragma once

#include "jobs/worker.h"
#include "recordings/processing/pipeline.h"

namespace vtp::recordings::processing {

/// Jobs that somebody waits for: seconds each. They deserve a worker of their own, so that they never queue
/// behind an hour of encoding. `pipeline` must outlive the worker.
void add_quick_handlers(jobs::Worker& worker, const Pipeline& pipeline);

/// The ladder.
void add_encoding_handlers(jobs::Worker& worker, const Pipeline& pipeline);

}  // namespace vtp::recordings::processing
