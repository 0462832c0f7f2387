#include "courses/course_trash.h"

#include <string>
#include <vector>

#include "accounts/audit.h"
#include "base/try.h"
#include "courses/course.h"

namespace vtp::courses {
namespace {

constexpr int courses_at_once = 1000;

std::vector<CourseId> find_purgeable(db::Transaction& tx, Timestamp deleted_before) {
  std::vector<CourseId> courses;
  for (const auto& row :
       tx.query("select id from courses where deleted_at <= $1 order by deleted_at limit $2", deleted_before,
                courses_at_once))
    courses.push_back(row.get<CourseId>(0));
  return courses;
}

/// False if it was restored meanwhile. Foreign keys take along what belongs to the course alone.
bool purge_course(db::Transaction& tx, CourseId id, Timestamp deleted_before, Timestamp now) {
  const bool is_gone =
      tx.query("delete from courses where id = $1 and deleted_at <= $2", id, deleted_before).changes() == 1;
  if (is_gone)
    accounts::write_audit(
        tx, {.action = "course.purge", .object_type = "course", .object_id = id.text(), .course_id = id},
        now);
  return is_gone;
}

}  // namespace

Result<std::int64_t> empty_course_trash(db::Database& database, std::chrono::days trash_life, Timestamp now) {
  const auto deleted_before = now - trash_life;
  VTP_TRY(const auto courses,
          database.read([&](db::Transaction& tx) { return find_purgeable(tx, deleted_before); }));
  std::int64_t purged = 0;
  for (const auto id : courses) {
    VTP_TRY(const bool is_gone,
            database.write([&](db::Transaction& tx) { return purge_course(tx, id, deleted_before, now); }));
    if (is_gone) ++purged;
  }
  return purged;
}

}  // namespace vtp::courses
