// The jobs "thumbnail" and "storyboard".
#pragma once

#include "recordings/processing/pipeline.h"

namespace vtp::recordings::processing {

/// The rendition of the job is the width of the picture.
Outcome make_thumbnail(const Pipeline& pipeline, jobs::JobContext& context);
Outcome make_storyboard(const Pipeline& pipeline, jobs::JobContext& context);

/// Asks for the pictures that are missing, once there is something to make them of.
void enqueue_pictures(const Pipeline& pipeline, db::Transaction& tx, const Recording& recording);

/// Which moment stands for a recording: what an editor chose, or 10 % in, at most 30 s.
milliseconds thumbnail_moment(const Recording& recording);

}  // namespace vtp::recordings::processing
