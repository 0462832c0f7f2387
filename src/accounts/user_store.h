// The table `users`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/user.h"
#include "database/database.h"

namespace vtp::accounts {

/// Deleted users are found too, for they still stand behind what they left.
std::optional<User> find_user(db::Transaction& tx, UserId id);

/// `email` in any case and with any spaces around it.
std::optional<User> find_user_by_email(db::Transaction& tx, std::string_view email);

/// As e-mail addresses are stored and compared.
std::string normal_email(std::string_view email);

/// False if the e-mail address is taken.
bool insert_user(db::Transaction& tx, const User& user, Timestamp now);

/// Writes every column of the account but its id and time of creation. False if the e-mail address is taken.
bool update_user(db::Transaction& tx, const User& user, Timestamp now);

/// Also makes everything void that was signed for the old password.
void store_password(db::Transaction& tx, UserId id, std::string_view password_hash, Timestamp now);
void store_last_login(db::Transaction& tx, UserId id, Timestamp now);

/// Erases what tells who the user was; the id stays.
void anonymise_user(db::Transaction& tx, UserId id, Timestamp now);

/// Forgets the second factor and its recovery codes.
void clear_second_factor(db::Transaction& tx, UserId id, Timestamp now);

bool any_user_exists(db::Transaction& tx);

/// Waits until no other transaction decides about administrators (the first account, the last administrator).
void lock_administrators(db::Transaction& tx, Timestamp now);
bool is_last_active_admin(db::Transaction& tx, UserId id);

/// The columns of E20 that are not the account's own.
struct UserFigures {
  std::int64_t session_count = 0;
  std::int64_t storage_bytes = 0;
};
UserFigures count_for_user(db::Transaction& tx, UserId id, Timestamp now);

enum class UserOrder : std::uint8_t { created_at, full_name, last_login_at };

/// Which users a list shows. Without `status`, all but the deleted ones.
struct UserFilter {
  std::string text;   // in name or e-mail address
  std::string email;  // exactly
  std::optional<Role> role;
  std::optional<UserStatus> status;
  std::optional<ApprovalStatus> approval_status;
  UserOrder order = UserOrder::created_at;
  bool descending = true;
  std::int64_t limit = 20;
  std::int64_t offset = 0;
};
std::vector<User> list_users(db::Transaction& tx, const UserFilter& filter);
std::int64_t count_users(db::Transaction& tx, const UserFilter& filter);

}  // namespace vtp::accounts
