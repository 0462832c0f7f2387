// Who may do what in a course (api.md section 2.4). Every feature that belongs to a course asks here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/identity.h"
#include "courses/course.h"
#include "database/database.h"

namespace vtp::courses {

enum class Capability : std::uint8_t {
  course_read,
  course_update,
  course_delete,
  permissions_manage,
  students_manage,
  sessions_manage,
  stats_read,
  reports_read,
  recordings_link,
  recordings_publish,
  recordings_view_unpublished,
  recordings_edit,
  recordings_view,
  live_host,
  live_join,
};

/// What gave a user the role that counts.
enum class RoleSource : std::uint8_t { account, owner, permission, enrollment, none };

/// All that the database knows about one user in one course.
struct Ties {
  Role account = Role::student;
  bool is_owner = false;
  std::optional<CourseRole> permission;
  std::optional<EnrollmentStatus> enrollment;

  [[nodiscard]] bool is_enrolled() const {
    return enrollment == EnrollmentStatus::active || enrollment == EnrollmentStatus::completed;
  }
};

/// The effective role and where it comes from.
struct EffectiveRole {
  std::optional<CourseRole> role;
  RoleSource source = RoleSource::none;
};
EffectiveRole effective_role(const Ties& ties);

/// One user in one course.
struct Standing {
  CourseId course;
  CourseStatus status = CourseStatus::draft;
  bool is_deleted = false;
  UserId owner;
  Ties ties;
  std::optional<CourseRole> role;
  RoleSource source = RoleSource::none;

  [[nodiscard]] bool can(Capability capability) const;
  [[nodiscard]] std::vector<Capability> capabilities() const;
  /// May the user be told that the course exists?
  [[nodiscard]] bool may_know() const;
  /// The owner and account admins: they alone delete, restore and appoint.
  [[nodiscard]] bool is_master() const { return ties.is_owner || ties.account == Role::admin; }
};

/// nullopt: there is no such course. Deleted ones are found, with `is_deleted`.
std::optional<Standing> find_standing(db::Transaction& tx, const Identity& caller, CourseId course);

/// The same for any user, e.g. for one who is asked about.
std::optional<Standing> find_standing(db::Transaction& tx, UserId user, Role account, CourseId course);

/// 404 COURSE_NOT_FOUND unless the caller may know of the course, 403 unless they may do this in it.
Result<Standing> require(db::Transaction& tx, const Identity& caller, CourseId course, Capability capability);

/// As `require`, for what everyone may do who may know of the course.
Result<Standing> require_visible(db::Transaction& tx, const Identity& caller, CourseId course);

std::unexpected<Error> no_such_course();
std::unexpected<Error> not_permitted(std::string_view sentence);

}  // namespace vtp::courses

template <>
struct vtp::EnumNames<vtp::courses::Capability> {
  static constexpr std::array<std::string_view, 15> names{"course.read",
                                                          "course.update",
                                                          "course.delete",
                                                          "permissions.manage",
                                                          "students.manage",
                                                          "sessions.manage",
                                                          "stats.read",
                                                          "reports.read",
                                                          "recordings.link",
                                                          "recordings.publish",
                                                          "recordings.view_unpublished",
                                                          "recordings.edit",
                                                          "recordings.view",
                                                          "live.host",
                                                          "live.join"};
};
template <>
struct vtp::EnumNames<vtp::courses::RoleSource> {
  static constexpr std::array<std::string_view, 5> names{"account", "owner", "permission", "enrollment",
                                                         "none"};
};
