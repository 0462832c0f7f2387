#include "courses/course_store.h"

#include "base/text.h"

namespace vtp::courses {
namespace {

/// What `q` searches. The name comes first and ends before every printable character, so that ordering by
/// this text is ordering by name without regard to case.
std::string search_text_of(const Course& course) {
  return fold_for_search(course.name + "\n" + course.code + "\n" + course.description.value_or(""));
}

}  // namespace

const std::string_view seen_course_columns =
    "c.id, c.code, c.name, c.description, c.instructor_id, u.full_name, c.department, c.semester, c.year, "
    "c.status,"
    " c.max_students, c.enrollment_policy,"
    " (select count(*) from course_enrollments n where n.course_id = c.id and n.status in ('active', "
    "'completed')),"
    " c.created_at, c.updated_at, c.enrollment_key_hash, c.settings,"
    " case when c.deleted_at is null then 0 else 1 end,"
    " (select p.role from course_permissions p where p.course_id = c.id and p.user_id = $1),"
    " (select e.status from course_enrollments e where e.course_id = c.id and e.student_id = $1)";

SeenCourse read_seen_course(const db::Row& row, const Identity& viewer) {
  SeenCourse seen;
  StoredCourse& course = seen.course;
  course.id = row.next<CourseId>();
  course.code = row.next<std::string>();
  course.name = row.next<std::string>();
  course.description = row.next<std::optional<std::string>>();
  course.instructor_id = row.next<UserId>();
  course.instructor_name = row.next<std::string>();
  course.department = row.next<std::optional<std::string>>();
  course.semester = row.next<std::string>();
  course.year = row.next<int>();
  course.status = row.next<CourseStatus>();
  course.max_students = row.next<int>();
  course.enrollment_policy = row.next<EnrollmentPolicy>();
  course.enrolled_count = row.next<int>();
  course.created_at = row.next<Timestamp>();
  course.updated_at = row.next<Timestamp>();
  course.enrollment_key_hash = row.next<std::optional<std::string>>();
  course.settings = row.next<std::string>();
  course.is_deleted = row.next<bool>();
  seen.ties.account = viewer.role;
  seen.ties.is_owner = course.instructor_id == viewer.user;
  seen.ties.permission = row.next<std::optional<CourseRole>>();
  seen.ties.enrollment = row.next<std::optional<EnrollmentStatus>>();
  return seen;
}

Standing SeenCourse::standing() const {
  const auto effective = effective_role(ties);
  return {.course = course.id,
          .status = course.status,
          .is_deleted = course.is_deleted,
          .owner = course.instructor_id,
          .ties = ties,
          .role = effective.role,
          .source = effective.source};
}

std::optional<SeenCourse> find_course(db::Transaction& tx, CourseId id, const Identity& viewer) {
  static const std::string sql = "select " + std::string(seen_course_columns) +
                                 " from courses c join users u on u.id = c.instructor_id where c.id = $2";
  const auto rows = tx.query(sql, viewer.user, id);
  if (rows.empty()) return std::nullopt;
  return read_seen_course(rows.front(), viewer);
}

bool insert_course(db::Transaction& tx, const StoredCourse& course) {
  const auto rows = tx.query(
      "insert into courses (id, code, code_key, name, description, instructor_id, department, semester, "
      "year, status,"
      " max_students, enrollment_policy, enrollment_key_hash, settings, search_text, created_at, updated_at)"
      " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)"
      " on conflict do nothing returning id",
      course.id, course.code, to_upper(course.code), course.name, course.description, course.instructor_id,
      course.department, course.semester, course.year, course.status, course.max_students,
      course.enrollment_policy, course.enrollment_key_hash, course.settings, search_text_of(course),
      course.created_at);
  return !rows.empty();
}

void update_course(db::Transaction& tx, const StoredCourse& course) {
  tx.query(
      "update courses set code = $2, code_key = $3, name = $4, description = $5, instructor_id = $6, "
      "department = $7,"
      " semester = $8, year = $9, status = $10, max_students = $11, enrollment_policy = $12,"
      " enrollment_key_hash = $13, settings = $14, search_text = $15, updated_at = $16 where id = $1",
      course.id, course.code, to_upper(course.code), course.name, course.description, course.instructor_id,
      course.department, course.semester, course.year, course.status, course.max_students,
      course.enrollment_policy, course.enrollment_key_hash, course.settings, search_text_of(course),
      course.updated_at);
}

bool is_code_taken(db::Transaction& tx, std::string_view code, CourseId except) {
  return !tx.query("select id from courses where code_key = $1 and deleted_at is null and id <> $2",
                   to_upper(code), except)
              .empty();
}

void mark_deleted(db::Transaction& tx, CourseId id, std::optional<Timestamp> deleted_at, Timestamp now) {
  tx.query("update courses set deleted_at = $2, updated_at = $3 where id = $1", id, deleted_at, now);
}

void lock_course(db::Transaction& tx, CourseId id) {
  // An update that changes nothing takes the lock of the row on PostgreSQL; SQLite has one writer anyway.
  tx.query("update courses set updated_at = updated_at where id = $1", id);
}

void change_owner(db::Transaction& tx, UserId from, UserId to, Timestamp now) {
  tx.query("update courses set instructor_id = $2, updated_at = $3 where instructor_id = $1", from, to, now);
}

}  // namespace vtp::courses
