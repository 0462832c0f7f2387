// Requests and answers of the administration of users (api.md E18-E25).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/field_rules.h"
#include "accounts/user.h"
#include "accounts/user_store.h"
#include "base/identity.h"
#include "json/shape.h"

namespace vtp::accounts {

enum class ListFormat : std::uint8_t { json, csv };

/// Each with "-" in front for the opposite order.
enum class UserSort : std::uint8_t {
  created_at,
  created_at_down,
  full_name,
  full_name_down,
  last_login_at,
  last_login_at_down
};

/// The query of E18.
struct UserQuery {
  std::optional<std::string> q;
  std::optional<std::string> email;
  std::optional<CourseId> course_id;
  std::optional<Role> role;
  std::optional<UserStatus> status;
  std::optional<ApprovalStatus> approval_status;
  UserSort sort = UserSort::created_at_down;
  std::int64_t limit = 20;
  std::int64_t offset = 0;
  ListFormat format = ListFormat::json;
};

/// E18 for administrators.
struct UserPage {
  std::vector<UserDetails> users;
  std::int64_t total = 0;
  std::int64_t limit = 20;
  std::int64_t offset = 0;
};

/// E18 for teachers.
struct UserSummaryPage {
  std::vector<UserSummary> users;
  std::int64_t total = 0;
  std::int64_t limit = 20;
  std::int64_t offset = 0;
};

struct NewUser {
  std::string email;
  std::optional<std::string> password;
  std::string full_name;
  std::optional<std::string> phone;
  Role role = Role::student;
  std::optional<std::string> locale;
};

struct UserChange {
  std::optional<std::string> full_name;
  json::Patch<std::string> phone;
  std::optional<std::string> email;
  std::optional<std::string> locale;
  json::Patch<std::int64_t> quota_bytes;
};

struct RoleChange {
  Role role = Role::student;
};

/// The query of E25.
struct Deletion {
  std::optional<UserId> transfer_to;
};

struct ResetLink {
  std::string url;
  Timestamp expires_at;
};

}  // namespace vtp::accounts

template <>
struct vtp::EnumNames<vtp::accounts::UserSort> {
  static constexpr std::array<std::string_view, 6> names{"created_at", "-created_at",   "full_name",
                                                         "-full_name", "last_login_at", "-last_login_at"};
};
template <>
struct vtp::EnumNames<vtp::accounts::ListFormat> {
  static constexpr std::array<std::string_view, 2> names{"json", "csv"};
};

template <>
struct vtp::json::Shape<vtp::accounts::UserQuery> {
  using T = vtp::accounts::UserQuery;
  static constexpr std::string_view name = "UserQuery";
  static constexpr std::array fields{
      field<&T::q>("q", length(0, 255)),
      field<&T::email>("email", length(0, 255)),
      field<&T::course_id>("course_id"),
      field<&T::role>("role"),
      field<&T::status>("status"),
      field<&T::approval_status>("approval_status"),
      field<&T::sort>("sort"),
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e15)),
      field<&T::format>("format"),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::UserPage> {
  using T = vtp::accounts::UserPage;
  static constexpr std::string_view name = "UserPage";
  static constexpr std::array fields{field<&T::users>("users"), field<&T::total>("total"),
                                     field<&T::limit>("limit"), field<&T::offset>("offset")};
};
template <>
struct vtp::json::Shape<vtp::accounts::UserSummaryPage> {
  using T = vtp::accounts::UserSummaryPage;
  static constexpr std::string_view name = "UserSummaryPage";
  static constexpr std::array fields{field<&T::users>("users"), field<&T::total>("total"),
                                     field<&T::limit>("limit"), field<&T::offset>("offset")};
};
template <>
struct vtp::json::Shape<vtp::accounts::NewUser> {
  using T = vtp::accounts::NewUser;
  static constexpr std::string_view name = "NewUser";
  static constexpr std::array fields{
      field<&T::email>("email", required, accounts::is_email),
      field<&T::password>("password", verbatim, accounts::is_strong_password),
      field<&T::full_name>("full_name", required, length(1, 255)),
      field<&T::phone>("phone", length(0, 20), accounts::is_phone),
      field<&T::role>("role"),
      field<&T::locale>("locale", accounts::is_locale),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::UserChange> {
  using T = vtp::accounts::UserChange;
  static constexpr std::string_view name = "UserChange";
  static constexpr std::array fields{
      field<&T::full_name>("full_name", not_null, length(1, 255)),
      field<&T::phone>("phone", length(0, 20), accounts::is_phone),
      field<&T::email>("email", not_null, accounts::is_email),
      field<&T::locale>("locale", not_null, accounts::is_locale),
      field<&T::quota_bytes>("quota_bytes", range(0, 1e15)),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::RoleChange> {
  using T = vtp::accounts::RoleChange;
  static constexpr std::string_view name = "RoleChange";
  static constexpr std::array fields{field<&T::role>("role", required)};
};
template <>
struct vtp::json::Shape<vtp::accounts::Deletion> {
  using T = vtp::accounts::Deletion;
  static constexpr std::string_view name = "UserDeletion";
  static constexpr std::array fields{field<&T::transfer_to>("transfer_to")};
};
template <>
struct vtp::json::Shape<vtp::accounts::ResetLink> {
  using T = vtp::accounts::ResetLink;
  static constexpr std::string_view name = "ResetLink";
  static constexpr std::array fields{field<&T::url>("url"), field<&T::expires_at>("expires_at")};
};
