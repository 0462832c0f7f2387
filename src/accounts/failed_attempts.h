// What the audit log keeps of passwords that were refused: enough to see an attack, too little to fill a disk
// with.
#pragma once

#include <cstdint>
#include <string_view>

#include "accounts/audit.h"
#include "accounts/user.h"
#include "http/rate_limit.h"
#include "http/request.h"

namespace vtp::accounts {

enum class RefusalReason : std::uint8_t { unknown_email, wrong_password, account_disabled };

/// Shall this failure get an entry? The first ten of an address do, then one a minute; of all addresses
/// together the first 200, then ten a minute, which is some 14,000 entries a day at most.
bool is_worth_an_entry(http::RateLimiter& limiter, std::string_view address);

/// `user` is null if there is no such account. What was typed is not kept: not the password, and no address
/// either, for people type passwords there.
AuditEntry failed_attempt(const http::Request& request, std::string_view action, const User* user,
                          RefusalReason reason, bool locks);

}  // namespace vtp::accounts

template <>
struct vtp::EnumNames<vtp::accounts::RefusalReason> {
  static constexpr std::array<std::string_view, 3> names{"unknown_email", "wrong_password",
                                                         "account_disabled"};
};
