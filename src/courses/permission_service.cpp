#include "courses/permission_service.h"

#include "accounts/user_store.h"
#include "base/try.h"
#include "courses/course_audit.h"
#include "courses/permission_store.h"

namespace vtp::courses {
namespace {

/// Only the owner and account admins appoint those who may do as much as themselves.
Result<void> check_may_grant(const Standing& standing, const std::optional<CourseRole>& role) {
  if (!role || *role < CourseRole::instructor || standing.is_master()) return {};
  return not_permitted("Only the owner of the course and administrators appoint admins and instructors");
}

std::optional<CourseRole> role_of(const std::optional<Permission>& permission) {
  return permission.transform([](const Permission& held) { return held.role; });
}

Result<accounts::User> find_existing_user(db::Transaction& tx, UserId id) {
  auto user = accounts::find_user(tx, id);
  if (!user || user->is_deleted()) return fail(ErrorCode::user_not_found, "There is no such user");
  return *std::move(user);
}

Result<void> check_is_not_owner(const Standing& standing, UserId user) {
  if (user != standing.owner) return {};
  return fail(ErrorCode::owner_role_fixed,
              "The owner of a course is its instructor and cannot get another role");
}

std::string sentence_about(const PermissionCheck& check) {
  if (check.role.empty()) return "The user has no role in this course";
  const auto role = std::string(check.role);
  if (!check.allowed) return "The role " + role + " does not open the course in its present status";
  return "The user has the role " + role + " in this course";
}

}  // namespace

Result<GrantedPermission> PermissionService::set(const http::Request& request, CourseId course,
                                                 const SetPermission& wanted) {
  const Identity& caller = request.caller();
  return database_.write([&](db::Transaction& tx) -> Result<GrantedPermission> {
    VTP_TRY(const auto standing, require(tx, caller, course, Capability::permissions_manage));
    VTP_CHECK(check_may_grant(standing, wanted.role));
    VTP_TRY(const auto user, find_existing_user(tx, wanted.user_id));
    const auto former = find_permission(tx, course, wanted.user_id);
    VTP_CHECK(check_may_grant(standing, role_of(former)));
    VTP_CHECK(check_is_not_owner(standing, wanted.user_id));
    if (wanted.role >= CourseRole::instructor && user.role == Role::student)
      return fail(ErrorCode::course_role_not_allowed, "Only teachers and administrators can hold this role");
    const auto now = clock_.now();
    const auto permission = put_permission(tx, course, wanted.user_id, wanted.role, caller.user, now);
    audit_person(tx, request, "permission.set", course, wanted.user_id, former ? to_text(former->role) : "",
                 to_text(wanted.role), now);
    return GrantedPermission{.permission = permission, .is_new = !former};
  });
}

Result<void> PermissionService::remove(const http::Request& request, CourseId course, UserId user) {
  return database_.write([&](db::Transaction& tx) -> Result<void> {
    VTP_TRY(const auto standing, require(tx, request.caller(), course, Capability::permissions_manage));
    const auto held = find_permission(tx, course, user);
    VTP_CHECK(check_may_grant(standing, role_of(held)));
    VTP_CHECK(check_is_not_owner(standing, user));
    if (!held)
      return fail(ErrorCode::permission_not_found, "The user has been granted no role in this course");
    delete_permission(tx, held->id);
    audit_person(tx, request, "permission.delete", course, user, to_text(held->role), "", clock_.now());
    return {};
  });
}

Result<PermissionList> PermissionService::list(const Identity& caller, CourseId course,
                                               const PermissionQuery& query) {
  return database_.read([&](db::Transaction& tx) -> Result<PermissionList> {
    VTP_CHECK(require(tx, caller, course, Capability::permissions_manage));
    auto page = list_permissions(tx, course, query);
    return PermissionList{.permissions = std::move(page.permissions),
                          .total = page.total,
                          .limit = query.limit,
                          .offset = query.offset};
  });
}

Result<PermissionCheck> PermissionService::check(const Identity& caller, CourseId course, UserId user) {
  return database_.read([&](db::Transaction& tx) -> Result<PermissionCheck> {
    VTP_TRY(const auto own, require_visible(tx, caller, course));
    if (user != caller.user && !own.can(Capability::permissions_manage))
      return not_permitted("Only those who manage the permissions of the course may ask about others");
    VTP_TRY(const auto person, find_existing_user(tx, user));
    const auto standing = find_standing(tx, user, person.role, course).value();
    PermissionCheck check{.allowed = standing.can(Capability::course_read),
                          .role = standing.role ? to_text(*standing.role) : "",
                          .source = standing.source,
                          .capabilities = standing.capabilities(),
                          .message = {}};
    check.message = sentence_about(check);
    return check;
  });
}

}  // namespace vtp::courses
