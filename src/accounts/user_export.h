// Accounts as a file for spreadsheets (E18 with `format=csv`).
#pragma once

#include <string>

#include "accounts/user_store.h"
#include "base/error.h"
#include "database/database.h"

namespace vtp::accounts {

/// All accounts that the filter lets through, in its order; its limit and offset do not count. A line for
/// each, named as in JSON. VALIDATION_FAILED if they are more than one file holds.
Result<std::string> users_as_csv(db::Transaction& tx, UserFilter filter);

}  // namespace vtp::accounts
