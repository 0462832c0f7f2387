#include "courses/permission_store.h"

namespace vtp::courses {
namespace {

void read_into(Permission& permission, const db::Row& row) {
  permission.id = row.next<PermissionId>();
  permission.course_id = row.next<CourseId>();
  permission.user_id = row.next<UserId>();
  permission.role = row.next<CourseRole>();
  permission.created_at = row.next<Timestamp>();
}

}  // namespace

std::optional<Permission> find_permission(db::Transaction& tx, CourseId course, UserId user) {
  const auto rows = tx.query(
      "select id, course_id, user_id, role, created_at from course_permissions where course_id = $1 and "
      "user_id = $2",
      course, user);
  if (rows.empty()) return std::nullopt;
  Permission permission;
  read_into(permission, rows.front());
  return permission;
}

Permission put_permission(db::Transaction& tx, CourseId course, UserId user, CourseRole role,
                          UserId granted_by, Timestamp now) {
  const auto rows = tx.query(
      "insert into course_permissions (id, course_id, user_id, role, granted_by, created_at, updated_at)"
      " values ($1, $2, $3, $4, $5, $6, $6)"
      " on conflict (course_id, user_id) do update set role = excluded.role, granted_by = "
      "excluded.granted_by,"
      " updated_at = excluded.updated_at"
      " returning id, course_id, user_id, role, created_at",
      PermissionId::make(), course, user, role, granted_by, now);
  Permission permission;
  read_into(permission, rows.front());
  return permission;
}

void delete_permission(db::Transaction& tx, PermissionId id) {
  tx.query("delete from course_permissions where id = $1", id);
}

PermissionPage list_permissions(db::Transaction& tx, CourseId course, const PermissionQuery& query) {
  PermissionPage page;
  page.total = tx.query("select count(*) from course_permissions where course_id = $1", course)
                   .front()
                   .get<std::int64_t>(0);
  const auto rows = tx.query(
      "select p.id, p.course_id, p.user_id, p.role, p.created_at, u.full_name, u.email"
      " from course_permissions p join users u on u.id = p.user_id where p.course_id = $1"
      " order by p.created_at desc, p.id desc limit $2 offset $3",
      course, query.limit, query.offset);
  for (const auto& row : rows) {
    auto& permission = page.permissions.emplace_back();
    read_into(permission, row);
    permission.full_name = row.next<std::string>();
    permission.email = row.next<std::string>();
  }
  return page;
}

}  // namespace vtp::courses
