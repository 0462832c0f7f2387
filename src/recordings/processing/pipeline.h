// What every processing handler works with, and the steps that they share.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/log.h"
#include "base/time.h"
#include "blobs/directory.h"
#include "database/database.h"
#include "jobs/job_context.h"
#include "jobs/job_queue.h"
#include "media/encode.h"
#include "media/stored_folder.h"
#include "recordings/recording.h"
#include "recordings/rendition.h"
#include "recordings/settings.h"

namespace vtp::recordings::processing {

using Outcome = std::expected<void, jobs::JobFailure>;

/// The world of the handlers; outlives them all. Safe to use from many threads.
struct Pipeline {
  db::Database& database;
  const Clock& clock;
  blobs::Directory& store;
  jobs::JobQueue& queue;
  const RecordingSettings& settings;
};

/// A failure for the queue. Faults of the file are final; what the world caused may pass.
jobs::JobFailure failure_of(const Error& error);

/// The job's recording with its renditions. Gone means that there is nothing to do any more.
struct Material {
  Recording recording;
  std::vector<Rendition> renditions;
};
std::expected<Material, jobs::JobFailure> load(const Pipeline& pipeline, const jobs::JobContext& context);

/// The file that was uploaded or captured.
std::expected<std::filesystem::path, jobs::JobFailure> original_of(const Pipeline& pipeline,
                                                                   const Recording& recording);

/// Reports to the job and asks it whether to go on.
media::Watch watch_of(jobs::JobContext& context);

/// Publishes `made`, which lies in `area`, as a rendition and returns the row to store. `version` tells this
/// making from others.
Result<Rendition> publish_rendition(const Pipeline& pipeline, RecordingId recording,
                                    const std::filesystem::path& area, const media::StoredRendition& made,
                                    std::string_view version);

/// Of a ready rendition.
Result<media::StoredFolder> folder_of(const Pipeline& pipeline, const Rendition& rendition);

/// Ends a job that did not work out: when there will be no other attempt, the renditions of the jobs
/// that were done `together` fail and the recording is settled.
jobs::JobFailure give_up(const Pipeline& pipeline, jobs::JobContext& context, jobs::JobFailure failure,
                         std::span<const jobs::Job> together);

}  // namespace vtp::recordings::processing
