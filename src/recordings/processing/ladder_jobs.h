// Which rungs of the ladder a recording lacks, and the jobs that make them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "jobs/job_queue.h"
#include "media/ladder.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/rendition.h"

namespace vtp::recordings::processing {

struct LadderWish {
  std::optional<std::vector<std::string>> labels;  // none: the whole ladder
  bool force = false;                              // also what is ready
  int priority = 5;
};

/// The rungs that are wanted and missing, lowest first, and what else is still to be made of the logs of a
/// class.
std::vector<Rendition> missing_rungs(std::span<const Rendition> renditions, const LadderWish& wish);

/// One job for each rung; those that are under way already are left out.
std::vector<jobs::Job> enqueue_rungs(jobs::JobQueue& queue, db::Transaction& tx,
                                     std::span<const Rendition> rungs, const LadderWish& wish,
                                     std::optional<UserId> created_by);

/// The rendition rows of a source: "source", the rungs, "audio".
std::vector<Rendition> planned_renditions(RecordingId recording, const media::MediaInfo& info,
                                          std::span<const media::LadderStep> ladder);

}  // namespace vtp::recordings::processing
