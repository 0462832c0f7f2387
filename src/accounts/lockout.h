// Too many failed sign-ins lock an e-mail address for a while, known or not (api.md section 2.1).
#pragma once

#include <optional>
#include <string_view>

#include "accounts/settings.h"
#include "base/error.h"
#include "base/time.h"
#include "database/database.h"

namespace vtp::accounts {

/// ACCOUNT_LOCKED, with the time until it ends, while the address is locked.
Result<void> check_not_locked(db::Transaction& tx, std::string_view email, Timestamp now);

/// Counts one failure; enough of them within the window start a lock. True if this one did.
bool record_failure(db::Transaction& tx, std::string_view email, const AccountSettings& settings,
                    Timestamp now);

void clear_failures(db::Transaction& tx, std::string_view email);

std::optional<Timestamp> locked_until(db::Transaction& tx, std::string_view email, Timestamp now);

}  // namespace vtp::accounts
