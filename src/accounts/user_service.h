// The administration of users (api.md E18-E25), and what the command line does for accounts.
#pragma once

#include <functional>
#include <vector>

#include "accounts/administration.h"
#include "accounts/identity_cache.h"
#include "accounts/password.h"
#include "accounts/ports.h"
#include "accounts/settings.h"
#include "accounts/user_store.h"
#include "http/request.h"

namespace vtp::accounts {

class UserService {
 public:
  UserService(db::Database& database, const Clock& clock, const PasswordHasher& hasher, IdentityCache& cache,
              const AccountSettings& settings)
      : database_(database), clock_(clock), hasher_(hasher), cache_(cache), settings_(settings) {}

  /// Who says which courses a teacher manages. Must outlive the service; without it no course is known.
  void set_course_people(CoursePeople& people) { course_people_ = &people; }
  /// Whose things pass to somebody else when a user is deleted. Must outlive the service.
  void add_ownership(Ownership& ownership) { ownerships_.push_back(&ownership); }

  Result<UserPage> list(const UserQuery& query);
  /// Every account that the query finds, whatever page it asks for.
  Result<std::string> list_as_csv(const UserQuery& query);
  /// What a teacher may look up: one exact e-mail address, or anybody for a course that they manage.
  Result<UserSummaryPage> look_up(const Identity& caller, const UserQuery& query);
  Result<UserDetails> find(const Identity& caller, UserId id);

  Result<UserDetails> create(const NewUser& user, const http::Request& request);
  Result<UserDetails> change(UserId id, const UserChange& change, const http::Request& request);
  Result<UserDetails> set_role(UserId id, Role role, const http::Request& request);
  Result<UserDetails> decide_approval(UserId id, ApprovalStatus decision, const http::Request& request);
  Result<UserDetails> set_status(UserId id, UserStatus status, const http::Request& request);
  Result<UserDetails> unlock(UserId id, const http::Request& request);
  Result<UserDetails> reset_second_factor(UserId id, const http::Request& request);
  Result<ResetLink> make_reset_link(UserId id, const http::Request& request);
  Result<void> remove(UserId id, UserId heir, const http::Request& request);

  /// For the command line: makes an administrator of a new or an existing account. True if it is new.
  Result<bool> make_admin(std::string_view email, std::string_view full_name, std::string_view password);
  /// For the command line: a new password, and the end of every session and lock.
  Result<void> force_password(std::string_view email, std::string_view password);

 private:
  using Change = std::function<Result<void>(db::Transaction&, User&)>;
  Result<UserDetails> change_user(UserId id, std::string_view action, const http::Request& request,
                                  const Change& change);
  UserDetails details(db::Transaction& tx, const User& user) const;
  [[nodiscard]] std::string link(const http::Request& request, std::string_view token) const;

  db::Database& database_;
  const Clock& clock_;
  const PasswordHasher& hasher_;
  IdentityCache& cache_;
  const AccountSettings& settings_;
  CoursePeople* course_people_ = nullptr;
  std::vector<Ownership*> ownerships_;
};

}  // namespace vtp::accounts
