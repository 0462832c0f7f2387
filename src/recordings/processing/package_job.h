// The job "package": what can be played at once, without encoding pictures.
#pragma once

#include "recordings/processing/pipeline.h"

namespace vtp::recordings::processing {

Outcome package_recording(const Pipeline& pipeline, jobs::JobContext& context);

}  // namespace vtp::recordings::processing
