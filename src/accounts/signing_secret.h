// The secret that tokens are signed with.
#pragma once

#include <string>

#include "base/error.h"
#include "base/time.h"
#include "database/database.h"

namespace vtp::accounts {

/// The configured secret, or the one that the first start has made and stored. Servers that share a database
/// share it.
Result<std::string> signing_secret(db::Database& database, const std::string& configured, Timestamp now);

}  // namespace vtp::accounts
