// Requests and answers of registration, sign-in and tokens (api.md rows 1-5, E1-E5, E7, E8).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/field_rules.h"
#include "accounts/user.h"
#include "json/shape.h"

namespace vtp::accounts {

struct Registration {
  std::string email;
  std::string password;
  std::string full_name;
  std::optional<std::string> phone;
  Role role = Role::student;
  std::optional<std::string> locale;
  std::optional<std::string> bootstrap_token;
};

struct Registered {
  UserId user_id;
  std::string email;
  std::string full_name;
  std::optional<std::string> phone;
  Role role = Role::student;
  std::optional<Role> requested_role;
  ApprovalStatus approval_status = ApprovalStatus::approved;
  std::string message;
};

enum class ClientKind : std::uint8_t { api, web };

struct SignIn {
  std::string email;
  std::string password;
  ClientKind client = ClientKind::api;
  bool remember = false;
  std::optional<std::string> device_name;
};

/// The user as sign-in tells it.
struct SignedInUser {
  UserId user_id;
  std::string email;
  std::string full_name;
  std::optional<std::string> phone;
  Role role = Role::student;
  std::string locale;
  ApprovalStatus approval_status = ApprovalStatus::approved;
  bool totp_enabled = false;
};

struct SignedIn {
  std::string access_token;
  json::Omittable<std::string> refresh_token;  // not for browsers: they get it as a cookie
  std::chrono::seconds expires_in{0};
  std::chrono::seconds refresh_expires_in{0};
  std::string token_type = "Bearer";
  SignedInUser user;
};

struct Refresh {
  std::string refresh_token;
};

struct Refreshed {
  std::string access_token;
  json::Omittable<std::string> refresh_token;
  std::chrono::seconds expires_in{0};
  std::chrono::seconds refresh_expires_in{0};
  std::string token_type = "Bearer";
};

struct PasswordChange {
  std::string current_password;
  std::string new_password;
};

struct PasswordChanged {
  std::string message;
  std::string access_token;
  json::Omittable<std::string> refresh_token;
  std::chrono::seconds expires_in{0};
  std::string token_type = "Bearer";
};

struct ProfileChange {
  std::optional<std::string> full_name;
  json::Patch<std::string> phone;
  std::optional<std::string> locale;
};

struct SignOut {
  bool all = false;
  std::optional<std::string> refresh_token;
};

struct ResetToken {
  std::string token;
};

struct ResetTokenState {
  bool valid = false;
  std::optional<Timestamp> expires_at;
};

struct PasswordReset {
  std::string token;
  std::string new_password;
};

struct Message {
  std::string message;
};

}  // namespace vtp::accounts

template <>
struct vtp::EnumNames<vtp::accounts::ClientKind> {
  static constexpr std::array<std::string_view, 2> names{"api", "web"};
};

template <>
struct vtp::json::Shape<vtp::accounts::Registration> {
  using T = vtp::accounts::Registration;
  static constexpr std::string_view name = "Registration";
  static constexpr std::array fields{
      field<&T::email>("email", required, accounts::is_email),
      field<&T::password>("password", required, verbatim, accounts::is_strong_password),
      field<&T::full_name>("full_name", required, length(1, 255)),
      field<&T::phone>("phone", length(0, 20), accounts::is_phone),
      field<&T::role>("role"),
      field<&T::locale>("locale", accounts::is_locale),
      field<&T::bootstrap_token>("bootstrap_token", verbatim, length(0, 255)),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::Registered> {
  using T = vtp::accounts::Registered;
  static constexpr std::string_view name = "Registered";
  static constexpr std::array fields{
      field<&T::user_id>("user_id"),
      field<&T::email>("email"),
      field<&T::full_name>("full_name"),
      field<&T::phone>("phone"),
      field<&T::role>("role"),
      field<&T::requested_role>("requested_role"),
      field<&T::approval_status>("approval_status"),
      field<&T::message>("message"),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::SignIn> {
  using T = vtp::accounts::SignIn;
  static constexpr std::string_view name = "SignIn";
  static constexpr std::array fields{
      field<&T::email>("email", required, length(1, 255)),
      field<&T::password>("password", required, verbatim, length(1, 1024)),
      field<&T::client>("client"),
      field<&T::remember>("remember"),
      field<&T::device_name>("device_name", length(0, 64)),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::SignedInUser> {
  using T = vtp::accounts::SignedInUser;
  static constexpr std::string_view name = "SignedInUser";
  static constexpr std::array fields{
      field<&T::user_id>("user_id"),
      field<&T::email>("email"),
      field<&T::full_name>("full_name"),
      field<&T::phone>("phone"),
      field<&T::role>("role"),
      field<&T::locale>("locale"),
      field<&T::approval_status>("approval_status"),
      field<&T::totp_enabled>("totp_enabled"),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::SignedIn> {
  using T = vtp::accounts::SignedIn;
  static constexpr std::string_view name = "SignedIn";
  static constexpr std::array fields{
      field<&T::access_token>("access_token"), field<&T::refresh_token>("refresh_token"),
      field<&T::expires_in>("expires_in"),     field<&T::refresh_expires_in>("refresh_expires_in"),
      field<&T::token_type>("token_type"),     field<&T::user>("user"),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::Refresh> {
  using T = vtp::accounts::Refresh;
  static constexpr std::string_view name = "Refresh";
  static constexpr std::array fields{field<&T::refresh_token>("refresh_token", length(0, 512))};
};
template <>
struct vtp::json::Shape<vtp::accounts::Refreshed> {
  using T = vtp::accounts::Refreshed;
  static constexpr std::string_view name = "Refreshed";
  static constexpr std::array fields{
      field<&T::access_token>("access_token"), field<&T::refresh_token>("refresh_token"),
      field<&T::expires_in>("expires_in"),     field<&T::refresh_expires_in>("refresh_expires_in"),
      field<&T::token_type>("token_type"),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::PasswordChange> {
  using T = vtp::accounts::PasswordChange;
  static constexpr std::string_view name = "PasswordChange";
  static constexpr std::array fields{
      field<&T::current_password>("current_password", required, verbatim, length(1, 1024)),
      field<&T::new_password>("new_password", required, verbatim, accounts::is_strong_password),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::PasswordChanged> {
  using T = vtp::accounts::PasswordChanged;
  static constexpr std::string_view name = "PasswordChanged";
  static constexpr std::array fields{
      field<&T::message>("message"),
      field<&T::access_token>("access_token"),
      field<&T::refresh_token>("refresh_token"),
      field<&T::expires_in>("expires_in"),
      field<&T::token_type>("token_type"),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::ProfileChange> {
  using T = vtp::accounts::ProfileChange;
  static constexpr std::string_view name = "ProfileChange";
  static constexpr std::array fields{
      field<&T::full_name>("full_name", not_null, length(1, 255)),
      field<&T::phone>("phone", length(0, 20), accounts::is_phone),
      field<&T::locale>("locale", not_null, accounts::is_locale),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::SignOut> {
  using T = vtp::accounts::SignOut;
  static constexpr std::string_view name = "SignOut";
  static constexpr std::array fields{field<&T::all>("all"),
                                     field<&T::refresh_token>("refresh_token", length(0, 512))};
};
template <>
struct vtp::json::Shape<vtp::accounts::ResetToken> {
  using T = vtp::accounts::ResetToken;
  static constexpr std::string_view name = "ResetToken";
  static constexpr std::array fields{field<&T::token>("token", required, length(1, 512))};
};
template <>
struct vtp::json::Shape<vtp::accounts::ResetTokenState> {
  using T = vtp::accounts::ResetTokenState;
  static constexpr std::string_view name = "ResetTokenState";
  static constexpr std::array fields{field<&T::valid>("valid"), field<&T::expires_at>("expires_at")};
};
template <>
struct vtp::json::Shape<vtp::accounts::PasswordReset> {
  using T = vtp::accounts::PasswordReset;
  static constexpr std::string_view name = "PasswordReset";
  static constexpr std::array fields{
      field<&T::token>("token", required, length(1, 512)),
      field<&T::new_password>("new_password", required, verbatim, accounts::is_strong_password),
  };
};
template <>
struct vtp::json::Shape<vtp::accounts::Message> {
  using T = vtp::accounts::Message;
  static constexpr std::string_view name = "Message";
  static constexpr std::array fields{field<&T::message>("message")};
};
