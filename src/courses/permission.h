// Roles in a course that are granted to single users: rows 38, 39 and E35.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "courses/course_access.h"
#include "json/shape.h"

namespace vtp::courses {

using PermissionId = Id<struct PermissionTag>;

struct SetPermission {
  UserId user_id;
  CourseRole role = CourseRole::viewer;
};

struct Permission {
  PermissionId id;
  CourseId course_id;
  UserId user_id;
  CourseRole role = CourseRole::viewer;
  Timestamp created_at;
};

/// With the name of the one who holds it.
struct NamedPermission : Permission {
  std::string full_name;
  std::string email;
};

struct PermissionQuery {
  int limit = 20;
  int offset = 0;
};

struct PermissionList {
  std::vector<NamedPermission> permissions;
  std::int64_t total = 0;
  int limit = 0;
  int offset = 0;
};

/// What one user may do in a course.
struct PermissionCheck {
  bool allowed = false;   // to read the course as one of its people
  std::string_view role;  // empty: none
  RoleSource source = RoleSource::none;
  std::vector<Capability> capabilities;
  std::string message;
};

}  // namespace vtp::courses

namespace vtp::json {

template <>
struct Shape<courses::SetPermission> {
  using T = courses::SetPermission;
  static constexpr std::string_view name = "SetPermission";
  static constexpr std::array fields{
      field<&T::user_id>("user_id", required),
      field<&T::role>("role", required),
  };
};

template <>
struct Shape<courses::Permission> {
  using T = courses::Permission;
  static constexpr std::string_view name = "Permission";
  static constexpr std::array fields{
      field<&T::id>("id"),     field<&T::course_id>("course_id"),   field<&T::user_id>("user_id"),
      field<&T::role>("role"), field<&T::created_at>("created_at"),
  };
};

template <>
struct Shape<courses::NamedPermission> {
  using T = courses::NamedPermission;
  static constexpr std::string_view name = "NamedPermission";
  static constexpr std::array fields =
      joined(Shape<courses::Permission>::fields, std::array{
                                                     field<&T::full_name>("full_name"),
                                                     field<&T::email>("email"),
                                                 });
};

template <>
struct Shape<courses::PermissionQuery> {
  using T = courses::PermissionQuery;
  static constexpr std::string_view name = "PermissionQuery";
  static constexpr std::array fields{
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e9)),
  };
};

template <>
struct Shape<courses::PermissionList> {
  using T = courses::PermissionList;
  static constexpr std::string_view name = "PermissionList";
  static constexpr std::array fields{
      field<&T::permissions>("permissions"),
      field<&T::total>("total"),
      field<&T::limit>("limit"),
      field<&T::offset>("offset"),
  };
};

template <>
struct Shape<courses::PermissionCheck> {
  using T = courses::PermissionCheck;
  static constexpr std::string_view name = "PermissionCheck";
  static constexpr std::array fields{
      field<&T::allowed>("allowed"),           field<&T::role>("role"),       field<&T::source>("source"),
      field<&T::capabilities>("capabilities"), field<&T::message>("message"),
  };
};

}  // namespace vtp::json
