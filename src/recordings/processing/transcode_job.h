// The job "transcode": rungs of the ladder, as many as possible from one decode.
#pragma once

#include "recordings/processing/pipeline.h"

namespace vtp::recordings::processing {

/// The lowest rung is made alone, so that it can be played long before the highest; after that all rungs that
/// wait are made together by one process.
Outcome transcode_recording(const Pipeline& pipeline, jobs::JobContext& context);

}  // namespace vtp::recordings::processing
