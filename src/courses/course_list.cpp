#include "courses/course_list.h"

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace vtp::courses {
namespace {

/// The condition of a list with its parameters, of which $1 is the viewer.
struct Selection {
  std::string where = "c.deleted_at is null";
  std::vector<db::Value> parameters;

  /// `condition` has {} where the parameter belongs.
  template <class T>
  void require(std::string_view condition, const T& value) {
    where += " and " + fmt::format(fmt::runtime(condition), add(value));
  }
  /// The name of a new parameter.
  template <class T>
  std::string add(const T& value) {
    parameters.push_back(db::to_value(value));
    return "$" + std::to_string(parameters.size());
  }
};

/// Standing::may_know for callers who are no account admins. A `case` and not `or`, so that SQLite goes on by
/// the index of the order instead of by one for each status.
constexpr std::string_view may_know =
    " and case c.status when 'active' then true when 'completed' then true"
    " when 'archived' then c.id in (select course_id from course_roles where user_id = $1)"
    " else c.id in (select course_id from course_roles where user_id = $1 and role_rank >= 2) end";

constexpr std::string_view is_mine =
    " and c.id in (select course_id from course_roles where user_id = $1 and role_rank >= 1)";

static_assert(std::to_underlying(CourseRole::student) == 1 && std::to_underlying(CourseRole::ta) == 2);

Selection select_courses(const Identity& viewer, const CourseQuery& query) {
  Selection selection;
  selection.add(viewer.user);
  if (!viewer.is_admin()) selection.where += may_know;
  if (query.mine) selection.where += is_mine;
  if (query.semester) selection.require("c.semester = {}", *query.semester);
  if (query.year) selection.require("c.year = {}", *query.year);
  if (query.instructor_id) selection.require("c.instructor_id = {}", *query.instructor_id);
  if (query.status) selection.require("c.status = {}", *query.status);
  if (query.q && !query.q->empty())
    selection.require("c.search_text like {} escape '\\'", like_pattern(fold_for_search(*query.q)));
  return selection;
}

std::string_view order_by(CourseOrder order) {
  switch (order) {
    case CourseOrder::created_at_up:
      return "c.created_at, c.id";
    case CourseOrder::created_at_down:
      return "c.created_at desc, c.id desc";
    case CourseOrder::name_up:
      return "c.search_text collate \"C\", c.id";
    case CourseOrder::name_down:
      return "c.search_text collate \"C\" desc, c.id desc";
    case CourseOrder::code_up:
      return "c.code_key collate \"C\", c.id";
    case CourseOrder::code_down:
      return "c.code_key collate \"C\" desc, c.id desc";
    case CourseOrder::year_up:
      return "c.year, c.id";
    case CourseOrder::year_down:
      return "c.year desc, c.id desc";
  }
  std::unreachable();
}

std::int64_t count_courses(db::Transaction& tx, const Identity& viewer, const CourseQuery& query) {
  // On its own, so that the page stops at its limit. `$1 = $1` gives PostgreSQL the type of an unused
  // parameter.
  const auto selection = select_courses(viewer, query);
  const auto sql = fmt::format("select count(*) from courses c where {} and cast($1 as text) is not null",
                               selection.where);
  return tx.run(sql, selection.parameters).front().get<std::int64_t>(0);
}

}  // namespace

CoursePage list_courses(db::Transaction& tx, const Identity& viewer, const CourseQuery& query) {
  auto selection = select_courses(viewer, query);
  const auto limit = selection.add(query.limit);
  const auto offset = selection.add(query.offset);
  // The inner select finds the page by an index; only its rows are joined and counted. `cross join` keeps
  // SQLite from starting with another table.
  const auto sql = fmt::format(
      "select {columns} from (select c.id from courses c where {where} order by {order} limit {limit} offset "
      "{offset})"
      " page cross join courses c cross join users u"
      " where c.id = page.id and u.id = c.instructor_id order by {order}",
      fmt::arg("columns", seen_course_columns), fmt::arg("where", selection.where),
      fmt::arg("order", order_by(query.sort)), fmt::arg("limit", limit), fmt::arg("offset", offset));
  CoursePage page;
  for (const auto& row : tx.run(sql, selection.parameters))
    page.courses.push_back(read_seen_course(row, viewer));
  page.total = count_courses(tx, viewer, query);
  return page;
}

}  // namespace vtp::courses
