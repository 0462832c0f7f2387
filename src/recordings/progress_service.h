// Turns what players tell into coverage, positions and views (api.md sections 6.2 and 6.3).
#pragma once

#include "base/error.h"
#include "base/time.h"
#include "database/database.h"
#include "recordings/progress.h"
#include "recordings/settings.h"
#include "recordings/visit.h"

namespace vtp::recordings {

class ProgressService {
 public:
  ProgressService(db::Database& database, const Clock& clock, const RecordingSettings& settings)
      : database_(database), clock_(clock), settings_(settings) {}

  Result<ProgressAnswer> report(const Visit& visit, RecordingId recording, const ProgressReport& report);

 private:
  db::Database& database_;
  const Clock& clock_;
  const RecordingSettings& settings_;
};

/// The user's open session, or a new one: a view that begins, with its row in the access log.
PlaybackSession open_session(db::Transaction& tx, const Visit& visit, RecordingId recording, Timestamp now);

}  // namespace vtp::recordings
