#include "courses/class_calendar.h"

#include "courses/parameter_list.h"

namespace vtp::courses {

std::map<CourseId, NextSession> next_sessions(db::Transaction& tx, std::span<const CourseId> courses,
                                              Timestamp now) {
  std::map<CourseId, NextSession> next;
  if (courses.empty()) return next;
  std::vector<db::Value> parameters{db::to_value(now)};
  const auto rows = tx.run(
      "select s.course_id, s.id, s.title, s.starts_at, s.ends_at from class_sessions s"
      " where s.status in ('scheduled', 'live') and s.ends_at > $1 and s.course_id in " +
          parameter_list(courses, parameters) + " order by s.starts_at, s.id",
      parameters);
  for (const auto& row : rows)
    next.try_emplace(row.get<CourseId>(0), NextSession{.id = row.get<ClassSessionId>(1),
                                                       .title = row.get<std::string>(2),
                                                       .starts_at = row.get<Timestamp>(3),
                                                       .ends_at = row.get<Timestamp>(4)});
  return next;
}

SessionCount count_sessions(db::Transaction& tx, CourseId course) {
  const auto rows = tx.query(
      "select count(*), count(*) filter (where status = 'ended') from class_sessions"
      " where course_id = $1 and status <> 'cancelled'",
      course);
  return {.total = rows.front().get<int>(0), .held = rows.front().get<int>(1)};
}

bool is_class_in_progress(db::Transaction& tx, CourseId course) {
  return !tx.query("select id from rooms where course_id = $1 and state = 'active' limit 1", course).empty();
}

}  // namespace vtp::courses
