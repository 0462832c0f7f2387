// The table `password_resets`: links with which a password can be set once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/identity.h"
#include "base/time.h"
#include "database/database.h"

namespace vtp::accounts {

using PasswordResetId = Id<struct PasswordResetTag>;

struct PasswordResetGrant {
  PasswordResetId id;
  UserId user;
  Timestamp expires_at;
};

/// Makes a link's token; earlier ones of the user become void.
std::string make_password_reset(db::Transaction& tx, UserId user, std::optional<UserId> created_by,
                                Timestamp expires_at, Timestamp now);

/// The grant behind a token that can still be used.
std::optional<PasswordResetGrant> find_password_reset(db::Transaction& tx, std::string_view token,
                                                      Timestamp now);

/// False if it was used meanwhile.
bool use_password_reset(db::Transaction& tx, PasswordResetId id, Timestamp now);

}  // namespace vtp::accounts
