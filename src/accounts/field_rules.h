// What the fields of an account must keep to: columns for tables of fields.
#pragma once

#include <string_view>

#include "accounts/password.h"
#include "json/shape.h"

namespace vtp::accounts {

/// One `@`, something before it, and a domain with a dot inside.
std::string_view email_objection(std::string_view email);

/// At least one digit.
std::string_view phone_objection(std::string_view phone);

/// A BCP 47 tag such as "ar" or "en-GB", by its form.
std::string_view locale_objection(std::string_view locale);

inline constexpr auto is_email = json::checked_by(&email_objection, ErrorCode::invalid_email);
inline constexpr auto is_phone = json::checked_by(&phone_objection);
inline constexpr auto is_locale = json::checked_by(&locale_objection);
inline constexpr auto is_strong_password = json::checked_by(&password_objection, ErrorCode::weak_password);

}  // namespace vtp::accounts
