// The table `course_permissions`.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "courses/permission.h"
#include "database/database.h"

namespace vtp::courses {

std::optional<Permission> find_permission(db::Transaction& tx, CourseId course, UserId user);

/// Grants, or changes what was granted before.
Permission put_permission(db::Transaction& tx, CourseId course, UserId user, CourseRole role,
                          UserId granted_by, Timestamp now);

void delete_permission(db::Transaction& tx, PermissionId id);

struct PermissionPage {
  std::vector<NamedPermission> permissions;
  std::int64_t total = 0;
};
PermissionPage list_permissions(db::Transaction& tx, CourseId course, const PermissionQuery& query);

}  // namespace vtp::courses
