// Courses that were deleted and whose time in the trash is over.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/error.h"
#include "base/time.h"
#include "database/database.h"

namespace vtp::courses {

/// Removes courses that were deleted `trash_life` ago or earlier, with their enrolments, permissions, class
/// sessions and links to recordings; the recordings stay with their owners (api.md row 32). Each course is a
/// transaction of its own, at most 1000 in a call; returns how many went. The audit log keeps an entry.
Result<std::int64_t> empty_course_trash(db::Database& database, std::chrono::days trash_life, Timestamp now);

}  // namespace vtp::courses
