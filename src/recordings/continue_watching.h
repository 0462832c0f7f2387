// What somebody has begun to watch and not finished (row E15).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/identity.h"
#include "base/time.h"
#include "database/database.h"

namespace vtp::recordings {

struct UnfinishedLecture {
  RecordingId recording_id;
  std::optional<CourseId> course_id;  // one of theirs in which it is a lecture
  std::string title;
  std::string thumbnail_url;
  std::chrono::milliseconds position_seconds{0};  // where to go on
  std::chrono::milliseconds duration_seconds{0};
};

/// What the viewer may still see and where there is something to resume, the last watched first; at most
/// `limit`.
std::vector<UnfinishedLecture> continue_watching(db::Transaction& tx, const Identity& viewer, Timestamp now,
                                                 int limit);

}  // namespace vtp::recordings
