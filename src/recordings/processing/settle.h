// What the state of its jobs and renditions makes of a recording: still processing, completed or failed.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "database/database.h"
#include "jobs/job.h"
#include "recordings/recording.h"
#include "recordings/rendition.h"

namespace vtp::recordings::processing {

/// Can a viewer play it? Something to see is there, or the recording has sound only.
bool is_playable(const Recording& recording, std::span<const Rendition> renditions);

/// Writes status and streaming_ready. `ending` are jobs that are about to end and do not count as running.
void settle_recording(db::Transaction& tx, RecordingId id, std::span<const jobs::JobId> ending,
                      Timestamp now);

/// Recordings that wait for jobs which are no longer there: all their attempts were used up, or they were
/// cancelled.
std::vector<RecordingId> find_forsaken(db::Transaction& tx, Timestamp now, int limit);

}  // namespace vtp::recordings::processing
