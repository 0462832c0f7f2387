#include "courses/course_audit.h"

#include <optional>
#include <string>

#include "accounts/audit.h"
#include "json/shape.h"

namespace vtp::courses {
namespace {

/// The columns that matter afterwards: no names of people and no keys.
std::string trace_of(const StoredCourse& course) {
  json::Writer writer;
  writer.begin_object();
  writer.key("code");
  writer.value(course.code);
  writer.key("name");
  writer.value(course.name);
  writer.key("instructor_id");
  writer.value(course.instructor_id.view());
  writer.key("status");
  writer.value(to_text(course.status));
  writer.key("max_students");
  writer.value(course.max_students);
  writer.key("enrollment_policy");
  writer.value(to_text(course.enrollment_policy));
  writer.end_object();
  return writer.take();
}

std::optional<std::string> state_of(std::string_view state) {
  if (state.empty()) return std::nullopt;
  json::Writer writer;
  writer.begin_object();
  writer.key("state");
  writer.value(state);
  writer.end_object();
  return writer.take();
}

}  // namespace

void audit_course(db::Transaction& tx, const http::Request& request, std::string_view action,
                  const StoredCourse* before, const StoredCourse* after, Timestamp now) {
  const CourseId id = after != nullptr ? after->id : before->id;
  auto entry = accounts::audit_of(request, action, "course", id.view());
  entry.course_id = id;
  if (before != nullptr) entry.before = trace_of(*before);
  if (after != nullptr) entry.after = trace_of(*after);
  accounts::write_audit(tx, entry, now);
}

void audit_person(db::Transaction& tx, const http::Request& request, std::string_view action, CourseId course,
                  UserId person, std::string_view before, std::string_view after, Timestamp now) {
  auto entry = accounts::audit_of(request, action, "user", person.view());
  entry.course_id = course;
  entry.before = state_of(before);
  entry.after = state_of(after);
  accounts::write_audit(tx, entry, now);
}

}  // namespace vtp::courses
