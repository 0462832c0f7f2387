#include "courses/course_access.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "base/try.h"

namespace vtp::courses {
namespace {

using enum Capability;

/// Which roles hold a capability. For `ta`, `live_host` means to help the host (co-host).
struct Grant {
  Capability capability;
  CourseRole least;
};

constexpr std::array grants{
    Grant{course_read, CourseRole::viewer},
    Grant{course_update, CourseRole::instructor},
    Grant{course_delete, CourseRole::instructor},  // and owner or account admin
    Grant{permissions_manage, CourseRole::instructor},
    Grant{students_manage, CourseRole::ta},
    Grant{sessions_manage, CourseRole::ta},
    Grant{stats_read, CourseRole::ta},
    Grant{reports_read, CourseRole::ta},
    Grant{recordings_link, CourseRole::instructor},
    Grant{recordings_publish, CourseRole::instructor},
    Grant{recordings_view_unpublished, CourseRole::ta},
    Grant{recordings_edit, CourseRole::ta},
    Grant{recordings_view, CourseRole::viewer},
    Grant{live_host, CourseRole::ta},
    Grant{live_join, CourseRole::viewer},
};

consteval bool grants_are_in_enumeration_order() {
  for (std::size_t i = 0; i < grants.size(); ++i)
    if (std::to_underlying(grants[i].capability) != i) return false;
  return grants.size() == EnumNames<Capability>::names.size();
}
static_assert(grants_are_in_enumeration_order());

Standing make_standing(const db::Row& row, CourseId course, UserId user, Role account) {
  Standing standing{.course = course,
                    .status = row.next<CourseStatus>(),
                    .is_deleted = row.next<bool>(),
                    .owner = row.next<UserId>(),
                    .ties = {},
                    .role = {},
                    .source = RoleSource::none};
  standing.ties = {.account = account,
                   .is_owner = standing.owner == user,
                   .permission = row.next<std::optional<CourseRole>>(),
                   .enrollment = row.next<std::optional<EnrollmentStatus>>()};
  const auto effective = effective_role(standing.ties);
  standing.role = effective.role;
  standing.source = effective.source;
  return standing;
}

}  // namespace

EffectiveRole effective_role(const Ties& ties) {
  EffectiveRole best;
  const auto consider = [&](CourseRole role, RoleSource source) {
    if (!best.role || role > *best.role) best = {role, source};
  };
  if (ties.account == Role::admin) consider(CourseRole::admin, RoleSource::account);
  if (ties.is_owner) consider(CourseRole::instructor, RoleSource::owner);
  if (ties.permission) consider(*ties.permission, RoleSource::permission);
  if (ties.is_enrolled()) consider(CourseRole::student, RoleSource::enrollment);
  return best;
}

bool Standing::can(Capability capability) const {
  if (is_deleted || !role) return false;
  if (status == CourseStatus::draft && *role < CourseRole::ta) return false;
  if (capability == course_delete) return is_master();
  return *role >= grants[std::to_underlying(capability)].least;
}

std::vector<Capability> Standing::capabilities() const {
  std::vector<Capability> held;
  for (const auto& grant : grants)
    if (can(grant.capability)) held.push_back(grant.capability);
  return held;
}

bool Standing::may_know() const {
  if (is_deleted) return false;
  return can(course_read) || status == CourseStatus::active || status == CourseStatus::completed;
}

std::optional<Standing> find_standing(db::Transaction& tx, UserId user, Role account, CourseId course) {
  const auto rows = tx.query(
      "select c.status, case when c.deleted_at is null then 0 else 1 end, c.instructor_id,"
      " (select p.role from course_permissions p where p.course_id = c.id and p.user_id = $2),"
      " (select e.status from course_enrollments e where e.course_id = c.id and e.student_id = $2)"
      " from courses c where c.id = $1",
      course, user);
  if (rows.empty()) return std::nullopt;
  return make_standing(rows.front(), course, user, account);
}

std::optional<Standing> find_standing(db::Transaction& tx, const Identity& caller, CourseId course) {
  return find_standing(tx, caller.user, caller.role, course);
}

Result<Standing> require_visible(db::Transaction& tx, const Identity& caller, CourseId course) {
  auto standing = find_standing(tx, caller, course);
  if (!standing || !standing->may_know()) return no_such_course();
  return *std::move(standing);
}

Result<Standing> require(db::Transaction& tx, const Identity& caller, CourseId course,
                         Capability capability) {
  VTP_TRY(auto standing, require_visible(tx, caller, course));
  if (!standing.can(capability)) return not_permitted("Your role in this course does not allow this");
  return standing;
}

std::unexpected<Error> no_such_course() {
  return fail(ErrorCode::course_not_found, "There is no such course");
}

std::unexpected<Error> not_permitted(std::string_view sentence) {
  return fail(ErrorCode::insufficient_permissions, std::string(sentence));
}

}  // namespace vtp::courses
