// What a failed statement means to the caller of the API: the one place where it is decided.
#pragma once

#include "base/error.h"
#include "database/database.h"

namespace vtp::db {

/// A sentence without SQL; the cause itself belongs in the log.
Error to_error(const StatementFailed& failure);

}  // namespace vtp::db
