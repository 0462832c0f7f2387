#include "accounts/user_export.h"

#include "base/csv.h"
#include "base/try.h"
#include "http/csv_response.h"

namespace vtp::accounts {
namespace {

/// Accounts that are in memory as structs at a time.
constexpr std::int64_t users_at_once = 10'000;

std::string optional_time(const std::optional<Timestamp>& time) {
  return time ? to_rfc3339(*time) : std::string();
}

void append_user(std::string& text, const User& user) {
  csv::append_row(text,
                  {user.id.view(), user.email, user.full_name, user.phone.value_or(""), to_text(user.role),
                   user.requested_role ? to_text(*user.requested_role) : "", to_text(user.approval_status),
                   user.locale, user.totp_enabled ? "true" : "false", to_rfc3339(user.created_at),
                   optional_time(user.last_login_at), to_text(user.status)});
}

}  // namespace

Result<std::string> users_as_csv(db::Transaction& tx, UserFilter filter) {
  const auto total = count_users(tx, filter);
  VTP_CHECK(http::check_csv_rows(total));
  std::string text;
  csv::append_row(
      text, {"user_id", "email", "full_name", "phone", "role", "requested_role", "approval_status", "locale",
             "totp_enabled", "created_at", "last_login_at", "status"});
  filter.limit = users_at_once;
  for (filter.offset = 0; filter.offset < total; filter.offset += users_at_once)
    for (const auto& user : list_users(tx, filter)) append_user(text, user);
  return text;
}

}  // namespace vtp::accounts
