// Granting, withdrawing and asking about roles in a course (rows 38, 39, E35).
#pragma once

#include "base/error.h"
#include "base/identity.h"
#include "base/time.h"
#include "courses/permission.h"
#include "database/database.h"
#include "http/request.h"

namespace vtp::courses {

struct GrantedPermission {
  Permission permission;
  bool is_new = false;
};

/// Calls that change something take the request, which tells the audit log who did it and from where.
class PermissionService {
 public:
  PermissionService(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  Result<GrantedPermission> set(const http::Request& request, CourseId course, const SetPermission& wanted);
  Result<void> remove(const http::Request& request, CourseId course, UserId user);
  Result<PermissionList> list(const Identity& caller, CourseId course, const PermissionQuery& query);
  Result<PermissionCheck> check(const Identity& caller, CourseId course, UserId user);

 private:
  db::Database& database_;
  const Clock& clock_;
};

}  // namespace vtp::courses
