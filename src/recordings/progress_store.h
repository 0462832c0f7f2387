// The tables `coverage` and `playback_positions`: what one person has seen of a recording, and where they
// are.
#pragma once

#include <optional>

#include "database/database.h"
#include "recordings/coverage.h"
#include "recordings/recording.h"

namespace vtp::recordings {

/// Empty if the person has seen nothing yet.
Coverage find_coverage(db::Transaction& tx, RecordingId recording, UserId user, milliseconds duration);
void store_coverage(db::Transaction& tx, RecordingId recording, UserId user, const Coverage& coverage,
                    Timestamp now);

struct PlaybackPosition {
  milliseconds position{0};
  std::optional<Timestamp> completed_at;
};
std::optional<PlaybackPosition> find_position(db::Transaction& tx, RecordingId recording, UserId user);
/// What was completed once stays so.
void store_position(db::Transaction& tx, RecordingId recording, UserId user, const PlaybackPosition& position,
                    milliseconds duration, Timestamp now);

}  // namespace vtp::recordings
