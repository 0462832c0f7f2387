#include "courses/enrollment_import.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accounts/field_rules.h"
#include "accounts/user_store.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/try.h"
#include "courses/course_access.h"
#include "courses/course_audit.h"
#include "courses/course_store.h"
#include "courses/enrollment_rules.h"
#include "courses/enrollment_store.h"

namespace vtp::courses {
namespace {

constexpr std::size_t max_lines = 10'000;
constexpr std::size_t max_name_length = 255;

struct Line {
  int number = 0;
  std::string email;  // in its normal form
  std::string full_name;
};

/// What the file asks for, once it is known what exists already.
struct Plan {
  std::vector<UserId> students;
  std::vector<accounts::User> new_users;
  ImportReport report;
};

Result<std::vector<Line>> read_lines(std::string_view text) {
  const auto rows = is_utf8(text) ? csv::parse(text) : std::nullopt;
  if (!rows) return fail(ErrorCode::invalid_input, "The file is not CSV in UTF-8");
  const auto is_named = [](std::string_view cell, std::string_view name) {
    return equals_ignoring_case(trim(cell), name);
  };
  const bool has_header = !rows->empty() && is_named(rows->front().cells[0], "email") &&
                          (rows->front().cells.size() < 2 || is_named(rows->front().cells[1], "full_name"));
  if (!has_header) return fail(ErrorCode::invalid_input, "The file must begin with the line email,full_name");
  if (rows->size() - 1 > max_lines)
    return fail(ErrorCode::validation_failed,
                "The file has more than " + std::to_string(max_lines) + " lines");
  std::vector<Line> lines;
  for (auto row = rows->begin() + 1; row != rows->end(); ++row)
    lines.push_back({.number = row->line,
                     .email = accounts::normal_email(row->cells[0]),
                     .full_name = row->cells.size() > 1 ? std::string(trim(row->cells[1])) : ""});
  return lines;
}

accounts::User new_student(const Line& line, const std::string& locale) {
  accounts::User user;
  user.id = UserId::make();
  user.email = line.email;
  user.full_name = line.full_name;
  user.role = Role::student;
  user.locale = locale;
  user.password_hash = "*";  // matches nothing: the way in is a reset link
  return user;
}

class Planner {
 public:
  Planner(db::Transaction& tx, const StoredCourse& course, const ImportQuery& query,
          const std::string& locale)
      : tx_(tx), course_(course), query_(query), locale_(locale), seats_(free_seats(course)) {}

  Plan plan(const std::vector<Line>& lines) {
    for (const auto& line : lines)
      if (auto problem = consider(line))
        plan_.report.errors.push_back(
            {.line = line.number, .email = line.email, .code = std::string(wire_name(*problem))});
    return std::move(plan_);
  }

 private:
  std::optional<ErrorCode> consider(const Line& line) {
    if (!accounts::email_objection(line.email).empty()) return ErrorCode::invalid_email;
    if (!seen_.insert(line.email).second) return count_as_known();
    const auto user = accounts::find_user_by_email(tx_, line.email);
    if (user && user->is_deleted()) return ErrorCode::user_not_found;
    if (user) {
      const auto enrollment = find_enrollment(tx_, course_.id, user->id);
      if (enrollment && enrollment->status != EnrollmentStatus::dropped) return count_as_known();
      return take(user->id);
    }
    if (!query_.create_users) return ErrorCode::user_not_found;
    if (line.full_name.empty()) return ErrorCode::missing_fields;
    if (count_code_points(line.full_name) > max_name_length) return ErrorCode::validation_failed;
    plan_.new_users.push_back(new_student(line, locale_));
    ++plan_.report.created;
    return take(plan_.new_users.back().id);
  }

  std::optional<ErrorCode> count_as_known() {
    ++plan_.report.already;
    return std::nullopt;
  }

  std::optional<ErrorCode> take(UserId student) {
    if (seats_ && plan_.report.enrolled >= *seats_) return ErrorCode::course_full;
    plan_.students.push_back(student);
    ++plan_.report.enrolled;
    return std::nullopt;
  }

  db::Transaction& tx_;
  const StoredCourse& course_;
  const ImportQuery& query_;
  const std::string& locale_;
  std::optional<int> seats_;
  std::set<std::string> seen_;
  Plan plan_;
};

void carry_out(db::Transaction& tx, const http::Request& request, CourseId course, const Plan& plan,
               Timestamp now) {
  for (const auto& user : plan.new_users) accounts::insert_user(tx, user, now);
  for (auto student : plan.students) {
    put_enrollment(tx, course, student, request.caller().user, now);
    audit_person(tx, request, "enrollment.import", course, student, "", to_text(EnrollmentStatus::active),
                 now);
  }
}

}  // namespace

Result<ImportReport> EnrollmentImport::run(const http::Request& request, CourseId course,
                                           const ImportQuery& query) {
  const Identity& caller = request.caller();
  VTP_TRY(const auto lines, read_lines(request.body));
  return database_.write([&](db::Transaction& tx) -> Result<ImportReport> {
    VTP_CHECK(require(tx, caller, course, Capability::students_manage));
    if (query.create_users && !caller.is_admin())
      return not_permitted("Only administrators have accounts made");
    lock_course(tx, course);
    const auto stored = find_course(tx, course, caller).value().course;
    VTP_CHECK(check_takes_students(stored, true));
    auto plan = Planner(tx, stored, query, locale_).plan(lines);
    if (query.dry_run) return std::move(plan.report);
    if (!plan.report.errors.empty()) {
      plan.report.created = plan.report.enrolled = 0;
      return std::move(plan.report);
    }
    carry_out(tx, request, course, plan, clock_.now());
    return std::move(plan.report);
  });
}

}  // namespace vtp::courses
