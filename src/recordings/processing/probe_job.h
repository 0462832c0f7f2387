// The job "probe": finds out what was uploaded and plans what is made of it.
#pragma once

#include "recordings/processing/pipeline.h"

namespace vtp::recordings::processing {

Outcome probe_recording(const Pipeline& pipeline, jobs::JobContext& context);

}  // namespace vtp::recordings::processing
