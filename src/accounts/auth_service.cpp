#include "accounts/auth_service.h"

#include <fmt/format.h>

#include "accounts/audit.h"
#include "accounts/lockout.h"
#include "accounts/password_reset_store.h"
#include "accounts/user_store.h"
#include "base/try.h"
#include "http/rate_limit.h"

namespace vtp::accounts {
namespace {

std::string_view registration_message(const User& user, bool is_first) {
  if (is_first) return "Welcome. This is the first account, so it is the administrator's.";
  if (user.approval_status == ApprovalStatus::pending)
    return "Welcome. An administrator has to confirm that you teach; until then the account is a student's.";
  return "Welcome. You can sign in now.";
}

Registered registered_from(const User& user, bool is_first) {
  return {.user_id = user.id,
          .email = user.email,
          .full_name = user.full_name,
          .phone = user.phone,
          .role = user.role,
          .requested_role = user.requested_role,
          .approval_status = user.approval_status,
          .message = std::string(registration_message(user, is_first))};
}

/// What the account becomes that asks for a role, unless it is the first one (api.md section 2.3).
void grant_role(User& user, Role asked, TeacherRegistration policy) {
  if (asked != Role::teacher) return;
  user.requested_role = Role::teacher;
  if (policy == TeacherRegistration::open)
    user.role = Role::teacher;
  else
    user.approval_status = ApprovalStatus::pending;
}

Result<void> make_first_account_admin(User& user, const Registration& registration,
                                      const AccountSettings& settings) {
  if (settings.bootstrap_token &&
      !equal_in_constant_time(*settings.bootstrap_token, registration.bootstrap_token.value_or("")))
    return fail(ErrorCode::bootstrap_token_required,
                "The first account needs the bootstrap token of this server");
  user.role = Role::admin;
  user.approval_status = ApprovalStatus::approved;
  return {};
}

SignedInUser signed_in_user(const User& user) {
  return {.user_id = user.id,
          .email = user.email,
          .full_name = user.full_name,
          .phone = user.phone,
          .role = user.role,
          .locale = user.locale,
          .approval_status = user.approval_status,
          .totp_enabled = user.totp_enabled};
}

std::unexpected<Error> invalid_credentials() {
  return fail(ErrorCode::invalid_credentials, "E-mail address or password is not right");
}

}  // namespace

Result<void> AuthService::admit(std::string_view kind, const Limit& limit, std::string_view key) {
  if (!settings_.limits.enabled) return {};
  return limiter_.admit(fmt::format("{}:{}", kind, key), {limit.per_minute, limit.burst});
}

Result<Registered> AuthService::register_user(const Registration& registration,
                                              const http::Request& request) {
  VTP_CHECK(admit("register", settings_.limits.registration, normal_email(registration.email)));
  VTP_CHECK(admit("register-address", settings_.limits.registration_address, request.address));
  if (!settings_.registration_enabled)
    return fail(ErrorCode::registration_closed,
                "This server does not take registrations; ask its administrator");
  User user{.id = UserId::make(),
            .email = normal_email(registration.email),
            .full_name = registration.full_name,
            .phone = registration.phone,
            .password_hash = hasher_.hash(registration.password),
            .locale = registration.locale.value_or(settings_.default_locale)};
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<Registered> {
    auto account = user;
    lock_administrators(tx, now);
    const bool is_first = !any_user_exists(tx);
    if (!is_first && registration.role == Role::admin)
      return fail(ErrorCode::role_not_allowed, "Administrators are made by administrators");
    grant_role(account, registration.role, settings_.teacher_registration);
    if (is_first) VTP_CHECK(make_first_account_admin(account, registration, settings_));
    if (!insert_user(tx, account, now))
      return fail(ErrorCode::email_exists, "There is an account with this e-mail address already");
    auto entry = audit_of(request, "user.register", "user", account.id.view());
    entry.actor = account.id;
    entry.actor_role = account.role;
    write_audit(tx, entry, now);
    return registered_from(account, is_first);
  });
}

/// Counts a wrong password towards the lock of the address, and tells the audit log.
Result<void> AuthService::note_failure(const http::Request& request, std::string_view action,
                                       std::string_view email, const User* user, RefusalReason reason) {
  const auto now = clock_.now();
  const bool counts = reason != RefusalReason::account_disabled;
  const bool is_kept = is_worth_an_entry(limiter_, request.address);
  return database_.write([&](db::Transaction& tx) {
    const bool locks = counts && record_failure(tx, email, settings_, now);
    if (is_kept) write_audit(tx, failed_attempt(request, action, user, reason, locks), now);
  });
}

Result<Welcome> AuthService::sign_in(const SignIn& sign_in, const http::Request& request) {
  const auto email = normal_email(sign_in.email);
  const auto now = clock_.now();
  VTP_TRY(const auto user, database_.read([&](db::Transaction& tx) -> Result<std::optional<User>> {
    VTP_CHECK(check_not_locked(tx, email, now));
    return find_user_by_email(tx, email);
  }));
  VTP_CHECK(admit("login", settings_.limits.login, request.address + " " + email));
  VTP_CHECK(admit("login-address", settings_.limits.login_address, request.address));
  // Outside any transaction, for it takes long; for unknown addresses as long as for known ones.
  if (!hasher_.matches(sign_in.password, user ? std::string_view(user->password_hash) : no_password)) {
    VTP_CHECK(note_failure(request, "session.sign_in", email, user ? &*user : nullptr,
                           user ? RefusalReason::wrong_password : RefusalReason::unknown_email));
    return invalid_credentials();
  }
  if (!user->is_active()) {
    VTP_CHECK(note_failure(request, "session.sign_in", email, &*user, RefusalReason::account_disabled));
    return fail(ErrorCode::account_disabled, "This account has been disabled");
  }
  return database_.write([&](db::Transaction& tx) -> Result<Welcome> {
    const auto current = find_user(tx, user->id);  // it may have changed while the password was compared
    if (!current || !current->is_active() || current->password_hash != user->password_hash)
      return invalid_credentials();
    clear_failures(tx, email);
    store_last_login(tx, user->id, now);
    return Welcome{.tokens = sessions_.open(tx, *current, sign_in, request),
                   .user = signed_in_user(*current)};
  });
}

Result<TokenPair> AuthService::change_password(const Identity& caller, const PasswordChange& change,
                                               const http::Request& request) {
  if (change.current_password == change.new_password)
    return fail(ErrorCode::password_unchanged, "The new password is the same as the current one");
  const auto now = clock_.now();
  VTP_TRY(const auto user, database_.read([&](db::Transaction& tx) -> Result<User> {
    VTP_CHECK(check_not_locked(tx, caller.email, now));
    return find_user(tx, caller.user).value();
  }));
  if (!hasher_.matches(change.current_password, user.password_hash)) {
    VTP_CHECK(
        note_failure(request, "user.change_password", user.email, &user, RefusalReason::wrong_password));
    return fail(ErrorCode::invalid_password, "The current password is not right");
  }
  const auto hash = hasher_.hash(change.new_password);
  VTP_TRY(auto tokens, database_.write([&](db::Transaction& tx) -> Result<TokenPair> {
    const auto current = find_user(tx, user.id);  // it may have changed while the password was compared
    if (!current || current->password_hash != user.password_hash)
      return fail(ErrorCode::invalid_password, "The password has been changed meanwhile");
    store_password(tx, user.id, hash, now);
    revoke_sessions(tx, user.id, caller.session, "password_change", now);
    clear_failures(tx, user.email);
    write_audit(tx, audit_of(request, "user.change_password", "user", user.id.view()), now);
    return sessions_.renew(tx, find_user(tx, user.id).value(), caller.session);
  }));
  cache_.forget(user.id);
  return tokens;
}

Result<Profile> AuthService::profile(UserId id) {
  return database_.read([&](db::Transaction& tx) { return profile_of(find_user(tx, id).value()); });
}

Result<Profile> AuthService::change_profile(UserId id, const ProfileChange& change) {
  const auto now = clock_.now();
  auto changed = database_.write([&](db::Transaction& tx) {
    auto user = find_user(tx, id).value();
    if (change.full_name) user.full_name = *change.full_name;
    change.phone.apply_to(user.phone);
    if (change.locale) user.locale = *change.locale;
    update_user(tx, user, now);
    return profile_of(user);
  });
  cache_.forget(id);
  return changed;
}

Result<ResetTokenState> AuthService::check_reset_token(std::string_view token) {
  const auto now = clock_.now();
  return database_.read([&](db::Transaction& tx) -> ResetTokenState {
    const auto reset = find_password_reset(tx, token, now);
    if (!reset) return {};
    return {.valid = true, .expires_at = reset->expires_at};
  });
}

Result<void> AuthService::reset_password(const PasswordReset& reset, const http::Request& request) {
  const auto now = clock_.now();
  const auto refusal = [] {
    return fail(ErrorCode::token_invalid, "The link is not valid any more; ask for a new one");
  };
  VTP_TRY(const auto known,
          database_.read([&](db::Transaction& tx) { return find_password_reset(tx, reset.token, now); }));
  if (!known) return refusal();
  const auto hash = hasher_.hash(reset.new_password);
  VTP_CHECK(database_.write([&](db::Transaction& tx) -> Result<void> {
    const auto user = find_user(tx, known->user);
    if (!user || user->is_deleted() || !use_password_reset(tx, known->id, now)) return refusal();
    store_password(tx, user->id, hash, now);
    revoke_sessions(tx, user->id, std::nullopt, "password_reset", now);
    clear_failures(tx, user->email);
    auto entry = audit_of(request, "user.reset_password", "user", user->id.view());
    entry.actor = user->id;
    write_audit(tx, entry, now);
    return {};
  }));
  cache_.forget(known->user);
  return {};
}

}  // namespace vtp::accounts
