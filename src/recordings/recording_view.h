// A recording as one caller sees it.
#pragma once

#include "base/identity.h"
#include "database/database.h"
#include "recordings/recording_access.h"
#include "recordings/recording_answers.h"

namespace vtp::recordings {

RecordingDetail detail_of(db::Transaction& tx, const Identity& caller, Access access);

/// Is there a live stream of it (row 41)?
bool is_streamed(db::Transaction& tx, RecordingId id);

}  // namespace vtp::recordings
