#include "accounts/user_service.h"

#include <fmt/format.h>

#include "accounts/audit.h"
#include "accounts/lockout.h"
#include "accounts/password_reset_store.h"
#include "accounts/session_store.h"
#include "accounts/user_export.h"
#include "base/text.h"
#include "base/try.h"

namespace vtp::accounts {
namespace {

constexpr std::chrono::minutes reset_link_life{60};

std::unexpected<Error> user_not_found() {
  return fail(ErrorCode::user_not_found, "There is no such user");
}

std::unexpected<Error> email_exists() {
  return fail(ErrorCode::email_exists, "There is an account with this e-mail address already");
}

Result<void> check_not_last_admin(db::Transaction& tx, UserId id, Timestamp now) {
  lock_administrators(tx, now);
  if (!is_last_active_admin(tx, id)) return {};
  return fail(ErrorCode::last_admin, "This is the last administrator; make another one first");
}

UserFilter filter_from(const UserQuery& query) {
  const auto place = std::to_underlying(query.sort);
  return {.text = query.q.value_or(""),
          .email = query.email.value_or(""),
          .role = query.role,
          .status = query.status,
          .approval_status = query.approval_status,
          .order = static_cast<UserOrder>(place / 2),
          .descending = place % 2 == 1,
          .limit = query.limit,
          .offset = query.offset};
}

/// What the log may hold of an account: no personal data, since the log outlives a deletion.
std::string state_of(const User& user) {
  return fmt::format(R"({{"role":"{}","status":"{}","approval_status":"{}"}})", to_text(user.role),
                     to_text(user.status), to_text(user.approval_status));
}

}  // namespace

UserDetails UserService::details(db::Transaction& tx, const User& user) const {
  const auto now = clock_.now();
  const auto figures = count_for_user(tx, user.id, now);
  return {.user_id = user.id,
          .email = user.email,
          .full_name = user.full_name,
          .phone = user.phone,
          .role = user.role,
          .requested_role = user.requested_role,
          .approval_status = user.approval_status,
          .locale = user.locale,
          .totp_enabled = user.totp_enabled,
          .created_at = user.created_at,
          .last_login_at = user.last_login_at,
          .status = user.status,
          .locked_until = locked_until(tx, user.email, now),
          .session_count = figures.session_count,
          .storage_bytes = figures.storage_bytes,
          .quota_bytes = user.quota_bytes};
}

std::string UserService::link(const http::Request& request, std::string_view token) const {
  const auto origin =
      !settings_.public_url.empty()
          ? settings_.public_url
          : fmt::format("{}://{}", request.is_secure ? "https" : "http", request.headers.get("Host"));
  return fmt::format("{}/reset-password?token={}", origin, token);
}

Result<UserPage> UserService::list(const UserQuery& query) {
  const auto filter = filter_from(query);
  return database_.read([&](db::Transaction& tx) {
    UserPage page{.total = count_users(tx, filter), .limit = query.limit, .offset = query.offset};
    for (const auto& user : list_users(tx, filter)) page.users.push_back(details(tx, user));
    return page;
  });
}

Result<std::string> UserService::list_as_csv(const UserQuery& query) {
  return database_.read([&](db::Transaction& tx) { return users_as_csv(tx, filter_from(query)); });
}

Result<UserSummaryPage> UserService::look_up(const Identity& caller, const UserQuery& query) {
  return database_.read([&](db::Transaction& tx) -> Result<UserSummaryPage> {
    auto filter = filter_from(query);
    filter.status = UserStatus::active;
    if (query.course_id) {
      if (course_people_ == nullptr) return fail(ErrorCode::course_not_found, "There is no such course");
      VTP_CHECK(course_people_->check_may_manage_students(tx, caller, *query.course_id));
    } else if (filter.email.empty()) {
      return fail(ErrorCode::insufficient_permissions,
                  "Teachers look people up by exact email, or with a course_id");
    }
    UserSummaryPage page{.total = count_users(tx, filter), .limit = query.limit, .offset = query.offset};
    for (const auto& user : list_users(tx, filter))
      page.users.push_back(
          {.user_id = user.id, .full_name = user.full_name, .email = user.email, .role = user.role});
    return page;
  });
}

Result<UserDetails> UserService::find(const Identity& caller, UserId id) {
  if (!caller.is_admin() && caller.user != id)
    return fail(ErrorCode::insufficient_permissions, "Only an administrator may see other accounts");
  return database_.read([&](db::Transaction& tx) -> Result<UserDetails> {
    const auto user = find_user(tx, id);
    if (!user) return user_not_found();
    return details(tx, *user);
  });
}

Result<UserDetails> UserService::create(const NewUser& wanted, const http::Request& request) {
  User user{.id = UserId::make(),
            .email = normal_email(wanted.email),
            .full_name = wanted.full_name,
            .phone = wanted.phone,
            .role = wanted.role,
            .password_hash = wanted.password ? hasher_.hash(*wanted.password) : std::string(no_password),
            .locale = wanted.locale.value_or(settings_.default_locale)};
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<UserDetails> {
    if (!insert_user(tx, user, now)) return email_exists();
    write_audit(tx, audit_of(request, "user.create", "user", user.id.view()), now);
    auto made = details(tx, find_user(tx, user.id).value());
    if (!wanted.password)
      made.setup_url =
          link(request, make_password_reset(tx, user.id, request.caller().user, now + reset_link_life, now));
    return made;
  });
}

/// Every change has the same frame: find, change, write, audit, and let the caches know.
Result<UserDetails> UserService::change_user(UserId id, std::string_view action, const http::Request& request,
                                             const Change& change) {
  const auto now = clock_.now();
  auto changed = database_.write([&](db::Transaction& tx) -> Result<UserDetails> {
    auto user = find_user(tx, id);
    if (!user || user->is_deleted()) return user_not_found();
    auto entry = audit_of(request, action, "user", id.view());
    entry.before = state_of(*user);
    VTP_CHECK(change(tx, *user));
    if (!update_user(tx, *user, now)) return email_exists();
    entry.after = state_of(*user);
    write_audit(tx, entry, now);
    return details(tx, *user);
  });
  cache_.forget(id);
  return changed;
}

Result<UserDetails> UserService::change(UserId id, const UserChange& wanted, const http::Request& request) {
  return change_user(id, "user.update", request, [&](db::Transaction&, User& user) -> Result<void> {
    if (wanted.full_name) user.full_name = *wanted.full_name;
    wanted.phone.apply_to(user.phone);
    if (wanted.email) user.email = normal_email(*wanted.email);
    if (wanted.locale) user.locale = *wanted.locale;
    wanted.quota_bytes.apply_to(user.quota_bytes);
    return {};
  });
}

Result<UserDetails> UserService::set_role(UserId id, Role role, const http::Request& request) {
  const auto now = clock_.now();
  return change_user(id, "user.set_role", request, [&](db::Transaction& tx, User& user) -> Result<void> {
    if (user.role == role) return {};
    if (user.role == Role::admin) VTP_CHECK(check_not_last_admin(tx, id, now));
    user.role = role;
    ++user.token_version;
    if (role != Role::student) user.approval_status = ApprovalStatus::approved;
    return {};
  });
}

Result<UserDetails> UserService::decide_approval(UserId id, ApprovalStatus decision,
                                                 const http::Request& request) {
  const bool approves = decision == ApprovalStatus::approved;
  return change_user(id, approves ? "user.approve" : "user.reject", request,
                     [&](db::Transaction&, User& user) -> Result<void> {
                       if (user.approval_status != ApprovalStatus::pending)
                         return fail(ErrorCode::not_pending,
                                     "Nothing is waiting for a decision on this account");
                       user.approval_status = decision;
                       if (approves) {
                         user.role = user.requested_role.value_or(Role::teacher);
                         ++user.token_version;
                       }
                       return {};
                     });
}

Result<UserDetails> UserService::set_status(UserId id, UserStatus status, const http::Request& request) {
  const auto now = clock_.now();
  const bool disables = status == UserStatus::disabled;
  return change_user(id, disables ? "user.disable" : "user.enable", request,
                     [&](db::Transaction& tx, User& user) -> Result<void> {
                       if (user.status == status) return {};
                       if (disables) {
                         VTP_CHECK(check_not_last_admin(tx, id, now));
                         revoke_sessions(tx, id, std::nullopt, "disabled", now);
                         ++user.token_version;
                       }
                       user.status = status;
                       return {};
                     });
}

Result<UserDetails> UserService::unlock(UserId id, const http::Request& request) {
  return change_user(id, "user.unlock", request, [](db::Transaction& tx, User& user) -> Result<void> {
    clear_failures(tx, user.email);
    return {};
  });
}

Result<UserDetails> UserService::reset_second_factor(UserId id, const http::Request& request) {
  const auto now = clock_.now();
  return change_user(id, "user.reset_2fa", request, [&](db::Transaction& tx, User& user) -> Result<void> {
    clear_second_factor(tx, id, now);
    user.totp_enabled = false;
    return {};
  });
}

Result<ResetLink> UserService::make_reset_link(UserId id, const http::Request& request) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<ResetLink> {
    const auto user = find_user(tx, id);
    if (!user || user->is_deleted()) return user_not_found();
    const auto expires_at = now + reset_link_life;
    const auto token = make_password_reset(tx, id, request.caller().user, expires_at, now);
    write_audit(tx, audit_of(request, "user.reset_link", "user", id.view()), now);
    return ResetLink{.url = link(request, token), .expires_at = expires_at};
  });
}

Result<void> UserService::remove(UserId id, UserId heir, const http::Request& request) {
  const auto now = clock_.now();
  VTP_CHECK(database_.write([&](db::Transaction& tx) -> Result<void> {
    const auto user = find_user(tx, id);
    if (!user) return user_not_found();
    if (user->is_deleted()) return {};
    VTP_CHECK(check_not_last_admin(tx, id, now));
    const auto next = find_user(tx, heir);
    if (heir == id || !next || !next->is_active() || next->role == Role::student)
      return fail_field("transfer_to", "must be another active teacher or administrator");
    revoke_sessions(tx, id, std::nullopt, "deleted", now);
    for (auto* ownership : ownerships_) ownership->transfer(tx, id, heir, now);
    clear_failures(tx, user->email);
    anonymise_user(tx, id, now);
    write_audit(tx, audit_of(request, "user.delete", "user", id.view()), now);
    return {};
  }));
  cache_.forget(id);
  return {};
}

Result<bool> UserService::make_admin(std::string_view email, std::string_view full_name,
                                     std::string_view password) {
  if (const auto objection = email_objection(trim(email)); !objection.empty())
    return fail(ErrorCode::invalid_email, fmt::format("The e-mail address {}", objection));
  if (const auto objection = password_objection(password); !objection.empty())
    return fail(ErrorCode::weak_password, fmt::format("The password {}", objection));
  const auto hash = hasher_.hash(password);
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<bool> {
    lock_administrators(tx, now);
    auto user = find_user_by_email(tx, email);
    const bool is_new = !user;
    if (is_new) {
      user = User{.id = UserId::make(), .email = normal_email(email), .locale = settings_.default_locale};
      user->full_name = full_name.empty() ? "Administrator" : full_name;
    }
    user->role = Role::admin;
    user->status = UserStatus::active;
    user->approval_status = ApprovalStatus::approved;
    user->password_hash = hash;
    if (is_new ? !insert_user(tx, *user, now) : !update_user(tx, *user, now)) return email_exists();
    if (!is_new) {
      store_password(tx, user->id, hash, now);
      revoke_sessions(tx, user->id, std::nullopt, "password_reset", now);
      clear_failures(tx, user->email);
    }
    write_audit(tx, {.action = "user.make_admin", .object_type = "user", .object_id = user->id.text()}, now);
    return is_new;
  });
}

Result<void> UserService::force_password(std::string_view email, std::string_view password) {
  if (const auto objection = password_objection(password); !objection.empty())
    return fail(ErrorCode::weak_password, fmt::format("The password {}", objection));
  const auto hash = hasher_.hash(password);
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<void> {
    const auto user = find_user_by_email(tx, email);
    if (!user) return user_not_found();
    store_password(tx, user->id, hash, now);
    revoke_sessions(tx, user->id, std::nullopt, "password_reset", now);
    clear_failures(tx, user->email);
    write_audit(tx, {.action = "user.force_password", .object_type = "user", .object_id = user->id.text()},
                now);
    return {};
  });
}

}  // namespace vtp::accounts
