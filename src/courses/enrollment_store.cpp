#include "courses/enrollment_store.h"

#include <string>

#include <fmt/format.h>

#include "base/text.h"

namespace vtp::courses {
namespace {

constexpr std::string_view enrollment_columns =
    "e.id, e.course_id, e.student_id, e.enrollment_date, e.status";

Enrollment read_enrollment(const db::Row& row) {
  return {.id = row.next<EnrollmentId>(),
          .course_id = row.next<CourseId>(),
          .student_id = row.next<UserId>(),
          .enrollment_date = row.next<Timestamp>(),
          .status = row.next<EnrollmentStatus>()};
}

EnrolledStudent read_student(const db::Row& row) {
  EnrolledStudent student;
  student.id = row.next<EnrollmentId>();
  student.student_id = row.next<UserId>();
  student.full_name = row.next<std::string>();
  student.email = row.next<std::string>();
  student.enrollment_date = row.next<Timestamp>();
  student.status = row.next<EnrollmentStatus>();
  return student;
}

}  // namespace

std::optional<Enrollment> find_enrollment(db::Transaction& tx, CourseId course, UserId student) {
  static const auto sql = fmt::format(
      "select {} from course_enrollments e where e.course_id = $1 and e.student_id = $2", enrollment_columns);
  const auto rows = tx.query(sql, course, student);
  if (rows.empty()) return std::nullopt;
  return read_enrollment(rows.front());
}

Enrollment put_enrollment(db::Transaction& tx, CourseId course, UserId student, UserId created_by,
                          Timestamp now) {
  const auto rows = tx.query(
      "insert into course_enrollments"
      " (id, course_id, student_id, enrollment_date, status, created_by, created_at, updated_at)"
      " values ($1, $2, $3, $4, 'active', $5, $4, $4)"
      " on conflict (course_id, student_id) do update set status = 'active',"
      " enrollment_date = excluded.enrollment_date, created_by = excluded.created_by, updated_at = "
      "excluded.updated_at"
      " returning id, course_id, student_id, enrollment_date, status",
      EnrollmentId::make(), course, student, now, created_by);
  return read_enrollment(rows.front());
}

void set_enrollment_status(db::Transaction& tx, EnrollmentId id, EnrollmentStatus status, Timestamp now) {
  tx.query("update course_enrollments set status = $2, updated_at = $3 where id = $1", id, status, now);
}

int count_enrolled(db::Transaction& tx, CourseId course) {
  return tx
      .query(
          "select count(*) from course_enrollments where course_id = $1 and status in ('active', "
          "'completed')",
          course)
      .front()
      .get<int>(0);
}

EnrollmentPage list_enrollments(db::Transaction& tx, CourseId course, const EnrollmentQuery& query) {
  std::string from = " from course_enrollments e join users u on u.id = e.student_id where e.course_id = $1";
  std::vector<db::Value> parameters{db::to_value(course)};
  const auto narrow = [&](std::string_view condition, db::Value value) {
    parameters.push_back(std::move(value));
    from += fmt::format(fmt::runtime(condition), parameters.size());
  };
  if (query.status) narrow(" and e.status = ${}", db::to_value(*query.status));
  if (query.q && !query.q->empty())
    narrow(" and u.search_text like ${} escape '\\'", like_pattern(fold_for_search(*query.q)));

  EnrollmentPage page;
  page.total = tx.run("select count(*)" + from, parameters).front().get<std::int64_t>(0);
  const auto columns = "select e.id, e.student_id, u.full_name, u.email, e.enrollment_date, e.status" + from;
  parameters.push_back(db::to_value(query.limit));
  parameters.push_back(db::to_value(query.offset));
  const auto sql = fmt::format("{} order by e.enrollment_date desc, e.id desc limit ${} offset ${}", columns,
                               parameters.size() - 1, parameters.size());
  for (const auto& row : tx.run(sql, parameters)) page.students.push_back(read_student(row));
  return page;
}

MyEnrollmentPage list_enrollments_of(db::Transaction& tx, const Identity& student,
                                     const MyEnrollmentQuery& query) {
  std::string from =
      " from course_enrollments e join courses c on c.id = e.course_id join users u on u.id = c.instructor_id"
      " where e.student_id = $1 and c.deleted_at is null and c.status <> 'draft'";
  std::vector<db::Value> parameters{db::to_value(student.user)};
  if (query.status) {
    parameters.push_back(db::to_value(*query.status));
    from += " and e.status = $2";
  }
  MyEnrollmentPage page;
  page.total = tx.run("select count(*)" + from, parameters).front().get<std::int64_t>(0);
  parameters.push_back(db::to_value(query.limit));
  parameters.push_back(db::to_value(query.offset));
  const auto sql =
      fmt::format("select {}, {}{} order by e.enrollment_date desc, e.id desc limit ${} offset ${}",
                  enrollment_columns, seen_course_columns, from, parameters.size() - 1, parameters.size());
  for (const auto& row : tx.run(sql, parameters)) {
    page.enrollments.push_back(read_enrollment(row));
    page.courses.push_back(read_seen_course(row, student));
  }
  return page;
}

}  // namespace vtp::courses
