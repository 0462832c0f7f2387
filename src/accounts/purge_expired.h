// Removes what accounts leave behind: sessions that are over, their tokens, used links, forgotten failures.
#pragma once

#include <chrono>
#include <cstdint>

#include "accounts/settings.h"
#include "base/error.h"
#include "base/time.h"
#include "database/database.h"

namespace vtp::accounts {

/// Sessions and refresh tokens are kept so long after their end: until then a client learns that they have
/// expired (TOKEN_EXPIRED), afterwards only that there is no such token (TOKEN_INVALID).
inline constexpr std::chrono::days memory_of_sessions{7};

/// Removes sessions that ended more than `memory_of_sessions` ago and refresh tokens that expired before
/// then, password links that have expired, and the failures of windows that are over, unless they still lock
/// an address. Nothing of this is asked for any more, so it may run beside everything else. Works in short
/// transactions, at most 100'000 rows of a table in a call; returns how many rows went.
Result<std::int64_t> purge_expired(db::Database& database, const AccountSettings& settings, Timestamp now);

}  // namespace vtp::accounts
