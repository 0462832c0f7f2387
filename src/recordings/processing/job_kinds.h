// The jobs that make lectures, and how features ask for them.
#pragma once

#include <string_view>

#include "base/time.h"
#include "database/database.h"
#include "jobs/job_queue.h"
#include "json/shape.h"
#include "recordings/recording.h"

namespace vtp::recordings::processing {

inline constexpr std::string_view probe_kind = "probe";            // what is the file?
inline constexpr std::string_view package_kind = "package";        // what can be played at once
inline constexpr std::string_view transcode_kind = "transcode";    // a rung of the ladder
inline constexpr std::string_view remux_kind = "remux";            // a file to download
inline constexpr std::string_view storyboard_kind = "storyboard";  // the pictures of the seek bar
inline constexpr std::string_view thumbnail_kind = "thumbnail";    // the picture in lists
inline constexpr std::string_view purge_kind = "purge";            // removes files of what was erased

// Ranks: somebody waits for the first ones; a rung of the ladder has its height as rank.
inline constexpr int urgent_rank = 0;
inline constexpr int first_rung_rank = 1;

/// What a purge removes; the recording's row is gone by then.
struct PurgeParams {
  RecordingId recording;
};

/// False if such a job is queued or running already.
bool enqueue(jobs::JobQueue& queue, db::Transaction& tx, std::string_view kind, const Recording& recording,
             std::string_view rendition = {});
void enqueue_purge(jobs::JobQueue& queue, db::Transaction& tx, RecordingId recording);

}  // namespace vtp::recordings::processing

template <>
struct vtp::json::Shape<vtp::recordings::processing::PurgeParams> {
  using T = vtp::recordings::processing::PurgeParams;
  static constexpr std::string_view name = "PurgeParams";
  static constexpr std::array fields{field<&T::recording>("recording", required)};
};
