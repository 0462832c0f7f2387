// What one caller may do with one recording, as the database has it now. Every feature of recordings asks
// here.
#pragma once

#include <string_view>

#include "base/error.h"
#include "base/identity.h"
#include "database/database.h"
#include "recordings/recording.h"
#include "recordings/rights.h"

namespace vtp::recordings {

/// A recording that the caller may know of, with their rights on it (at least `view`).
struct Access {
  Recording recording;
  Rights rights;
};

Rights find_rights(db::Transaction& tx, const Identity& caller, const Recording& recording, Timestamp now);

/// 404 unless the caller may view the recording, 403 unless they have `right` too. A media token narrows the
/// caller to its recording and level. Recordings in the trash are found for nobody.
Result<Access> require(db::Transaction& tx, const Identity& caller, RecordingId id, Right right,
                       Timestamp now);

/// As `require`, but the owner and account admins find what is in the trash, too.
Result<Access> require_with_trash(db::Transaction& tx, const Identity& caller, RecordingId id, Right right,
                                  Timestamp now);

/// A condition for `where` that holds for the recordings `r` (not in the trash) that a user may view: $1 is
/// the user's id, $2 their account role, $3 the time.
std::string_view visible_condition();

std::unexpected<Error> recording_not_found();

/// 409 while there is nothing to play: RECORDING_NOT_READY, or RECORDING_FAILED with the reason for editors.
Error not_playable(const Access& access);

}  // namespace vtp::recordings
