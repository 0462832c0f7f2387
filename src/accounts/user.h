// An account, as stored and as the API shows it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/enum_names.h"
#include "base/identity.h"
#include "base/time.h"
#include "json/shape.h"

namespace vtp::accounts {

enum class UserStatus : std::uint8_t { active, disabled, deleted };
enum class ApprovalStatus : std::uint8_t { approved, pending, rejected };

/// A row of `users`, without the columns of the second factor.
struct User {
  UserId id;
  std::string email;  // lower case
  std::string full_name;
  std::optional<std::string> phone;
  Role role = Role::student;
  std::optional<Role> requested_role;
  ApprovalStatus approval_status = ApprovalStatus::approved;
  UserStatus status = UserStatus::active;
  std::string password_hash;  // crypt(5) text; "*" never matches
  std::string locale = "en";
  int token_version = 1;
  bool totp_enabled = false;
  std::optional<std::int64_t> quota_bytes;
  std::optional<Timestamp> last_login_at;
  Timestamp created_at;

  [[nodiscard]] bool is_active() const { return status == UserStatus::active; }
  [[nodiscard]] bool is_deleted() const { return status == UserStatus::deleted; }
};

/// What a user sees of their own account (row 4).
struct Profile {
  UserId user_id;
  std::string email;
  std::string full_name;
  std::optional<std::string> phone;
  Role role = Role::student;
  std::optional<Role> requested_role;
  ApprovalStatus approval_status = ApprovalStatus::approved;
  std::string locale;
  bool totp_enabled = false;
  Timestamp created_at;
  std::optional<Timestamp> last_login_at;
};

Profile profile_of(const User& user);

/// What an administrator sees of an account (E20), and every user of their own.
struct UserDetails {
  UserId user_id;
  std::string email;
  std::string full_name;
  std::optional<std::string> phone;
  Role role = Role::student;
  std::optional<Role> requested_role;
  ApprovalStatus approval_status = ApprovalStatus::approved;
  std::string locale;
  bool totp_enabled = false;
  Timestamp created_at;
  std::optional<Timestamp> last_login_at;
  UserStatus status = UserStatus::active;
  std::optional<Timestamp> locked_until;
  std::int64_t session_count = 0;
  std::int64_t storage_bytes = 0;
  std::optional<std::int64_t> quota_bytes;
  json::Omittable<std::string> setup_url;  // once, in the answer that made an account without password
};

/// What a teacher sees of other people (E18).
struct UserSummary {
  UserId user_id;
  std::string full_name;
  std::string email;
  Role role = Role::student;
};

}  // namespace vtp::accounts

template <>
struct vtp::EnumNames<vtp::accounts::UserStatus> {
  static constexpr std::array<std::string_view, 3> names{"active", "disabled", "deleted"};
};
template <>
struct vtp::EnumNames<vtp::accounts::ApprovalStatus> {
  static constexpr std::array<std::string_view, 3> names{"approved", "pending", "rejected"};
};

template <>
struct vtp::json::Shape<vtp::accounts::Profile> {
  using T = vtp::accounts::Profile;
  static constexpr std::string_view name = "Profile";
  static constexpr std::array fields{
      field<&T::user_id>("user_id"),
      field<&T::email>("email"),
      field<&T::full_name>("full_name"),
      field<&T::phone>("phone"),
      field<&T::role>("role"),
      field<&T::requested_role>("requested_role"),
      field<&T::approval_status>("approval_status"),
      field<&T::locale>("locale"),
      field<&T::totp_enabled>("totp_enabled"),
      field<&T::created_at>("created_at"),
      field<&T::last_login_at>("last_login_at"),
  };
};

template <>
struct vtp::json::Shape<vtp::accounts::UserDetails> {
  using T = vtp::accounts::UserDetails;
  static constexpr std::string_view name = "User";
  static constexpr std::array fields{
      field<&T::user_id>("user_id"),
      field<&T::email>("email"),
      field<&T::full_name>("full_name"),
      field<&T::phone>("phone"),
      field<&T::role>("role"),
      field<&T::requested_role>("requested_role"),
      field<&T::approval_status>("approval_status"),
      field<&T::locale>("locale"),
      field<&T::totp_enabled>("totp_enabled"),
      field<&T::created_at>("created_at"),
      field<&T::last_login_at>("last_login_at"),
      field<&T::status>("status"),
      field<&T::locked_until>("locked_until"),
      field<&T::session_count>("session_count"),
      field<&T::storage_bytes>("storage_bytes"),
      field<&T::quota_bytes>("quota_bytes"),
      field<&T::setup_url>("setup_url"),
  };
};

template <>
struct vtp::json::Shape<vtp::accounts::UserSummary> {
  using T = vtp::accounts::UserSummary;
  static constexpr std::string_view name = "UserSummary";
  static constexpr std::array fields{
      field<&T::user_id>("user_id"),
      field<&T::full_name>("full_name"),
      field<&T::email>("email"),
      field<&T::role>("role"),
  };
};
