#include "courses/upcoming_classes.h"

namespace vtp::courses {

std::vector<UpcomingClass> upcoming_classes(db::Transaction& tx, UserId user, Timestamp now, Timestamp until,
                                            int limit) {
  const auto rows = tx.query(
      "select s.id, c.id, c.code, c.name, s.title, s.starts_at, s.ends_at from course_roles k"
      " join courses c on c.id = k.course_id join class_sessions s on s.course_id = c.id"
      " where k.user_id = $1 and c.deleted_at is null and (c.status <> 'draft' or k.role_rank >= 2)"
      " and s.status = 'scheduled' and s.ends_at > $2 and s.starts_at < $3"
      " order by s.starts_at, s.id limit $4",
      user, now, until, limit);
  std::vector<UpcomingClass> classes;
  for (const auto& row : rows) {
    UpcomingClass next;
    next.id = row.next<ClassSessionId>();
    next.course_id = row.next<CourseId>();
    next.course_code = row.next<std::string>();
    next.course_name = row.next<std::string>();
    next.title = row.next<std::string>();
    next.starts_at = row.next<Timestamp>();
    next.ends_at = row.next<Timestamp>();
    classes.push_back(std::move(next));
  }
  return classes;
}

}  // namespace vtp::courses
