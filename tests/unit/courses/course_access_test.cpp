// The whole table of section 2.4: every role in every status, by the rules alone, and then through the
// database.
#include "courses/course_access.h"

#include <set>

#include <gtest/gtest.h>

#include "courses/course_store.h"
#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

using enum CourseStatus;

Standing standing_of(std::optional<CourseRole> role, CourseStatus status) {
  Ties ties;
  ties.permission = role;
  const auto effective = effective_role(ties);
  return {.course = {},
          .status = status,
          .is_deleted = false,
          .owner = UserId::make(),
          .ties = ties,
          .role = effective.role,
          .source = effective.source};
}

std::set<std::string_view> words(const Standing& standing) {
  std::set<std::string_view> held;
  for (auto capability : standing.capabilities()) held.insert(to_text(capability));
  return held;
}

const std::set<std::string_view> viewer_words{"course.read", "recordings.view", "live.join"};
const std::set<std::string_view> ta_words{"course.read",    "recordings.view", "live.join",
                                          "live.host",      "students.manage", "sessions.manage",
                                          "stats.read",     "reports.read",    "recordings.view_unpublished",
                                          "recordings.edit"};
const std::set<std::string_view> instructor_words{
    "course.read",     "recordings.view",   "live.join",
    "live.host",       "students.manage",   "sessions.manage",
    "stats.read",      "reports.read",      "recordings.view_unpublished",
    "recordings.edit", "course.update",     "permissions.manage",
    "recordings.link", "recordings.publish"};

struct MatrixRow {
  std::optional<CourseRole> role;
  std::set<std::string_view> outside_drafts;
  std::set<std::string_view> in_drafts;
};

const std::vector<MatrixRow>& matrix() {
  static const std::vector<MatrixRow> rows{
      {std::nullopt, {}, {}},
      {CourseRole::viewer, viewer_words, {}},
      {CourseRole::student, viewer_words, {}},
      {CourseRole::ta, ta_words, ta_words},
      {CourseRole::instructor, instructor_words, instructor_words},
      {CourseRole::admin, instructor_words, instructor_words},
  };
  return rows;
}

TEST(CourseAccess, EveryRoleHoldsExactlyItsCapabilities) {
  for (const auto& row : matrix())
    for (auto status : {draft, active, archived, completed}) {
      const auto& expected = status == draft ? row.in_drafts : row.outside_drafts;
      EXPECT_EQ(words(standing_of(row.role, status)), expected)
          << (row.role ? to_text(*row.role) : "nobody") << " in " << to_text(status);
    }
}

TEST(CourseAccess, OnlyOwnerAndAccountAdminDelete) {
  auto owner = standing_of(std::nullopt, active);
  owner.ties.is_owner = true;
  owner.role = effective_role(owner.ties).role;
  EXPECT_TRUE(owner.can(Capability::course_delete));
  auto account_admin = standing_of(std::nullopt, active);
  account_admin.ties.account = Role::admin;
  account_admin.role = effective_role(account_admin.ties).role;
  EXPECT_TRUE(account_admin.can(Capability::course_delete));
  EXPECT_FALSE(standing_of(CourseRole::admin, active).can(Capability::course_delete));
  EXPECT_FALSE(standing_of(CourseRole::instructor, active).can(Capability::course_delete));
}

TEST(CourseAccess, OutsidersKnowOfActiveAndCompletedCourses) {
  EXPECT_FALSE(standing_of(std::nullopt, draft).may_know());
  EXPECT_TRUE(standing_of(std::nullopt, active).may_know());
  EXPECT_TRUE(standing_of(std::nullopt, completed).may_know());
  EXPECT_FALSE(standing_of(std::nullopt, archived).may_know());
  EXPECT_FALSE(standing_of(CourseRole::student, draft).may_know());
  EXPECT_TRUE(standing_of(CourseRole::viewer, archived).may_know());
}

TEST(CourseAccess, NothingIsAllowedInADeletedCourse) {
  auto standing = standing_of(CourseRole::admin, active);
  standing.is_deleted = true;
  EXPECT_TRUE(standing.capabilities().empty());
  EXPECT_FALSE(standing.may_know());
}

TEST(CourseAccess, TheHighestTieCountsAndIsNamed) {
  Ties ties{.account = Role::teacher,
            .is_owner = true,
            .permission = CourseRole::ta,
            .enrollment = EnrollmentStatus::active};
  EXPECT_EQ(effective_role(ties).source, RoleSource::owner);
  ties.permission = CourseRole::admin;
  EXPECT_EQ(effective_role(ties).source, RoleSource::permission);
  ties.account = Role::admin;
  EXPECT_EQ(effective_role(ties).source, RoleSource::account);
  ties = {.account = Role::student,
          .is_owner = false,
          .permission = CourseRole::viewer,
          .enrollment = EnrollmentStatus::completed};
  EXPECT_EQ(effective_role(ties).role, CourseRole::student);
  EXPECT_EQ(effective_role(ties).source, RoleSource::enrollment);
  ties.enrollment = EnrollmentStatus::suspended;
  EXPECT_EQ(effective_role(ties).role, CourseRole::viewer);
}

class CourseAccessInDatabase : public vtp::testing::CourseApi {};
VTP_ON_BOTH_ENGINES(CourseAccessInDatabase);

/// What the view `course_roles` says of a user in a course: no row, one, or (which must not be) more.
std::vector<int> ranks(db::Transaction& tx, CourseId course, UserId user) {
  std::vector<int> found;
  for (const auto& row :
       tx.query("select role_rank from course_roles where course_id = $1 and user_id = $2", course, user))
    found.push_back(row.get<int>(0));
  return found;
}

TEST_P(CourseAccessInDatabase, TheViewAgreesWithTheRulesForAllTies) {
  const std::vector<std::optional<CourseRole>> permissions{std::nullopt,           CourseRole::viewer,
                                                           CourseRole::student,    CourseRole::ta,
                                                           CourseRole::instructor, CourseRole::admin};
  const std::vector<std::optional<EnrollmentStatus>> enrollments{
      std::nullopt, EnrollmentStatus::active, EnrollmentStatus::completed, EnrollmentStatus::dropped,
      EnrollmentStatus::suspended};
  const auto owned = id_of(add_course(teacher, "OWN"));
  const auto other = id_of(add_course(admin, "OTHER"));
  const auto done = database().write([&](db::Transaction& tx) {
    for (auto course : {owned, other})
      for (const auto& permission : permissions)
        for (const auto& enrollment : enrollments) {
          tx.query("delete from course_permissions where course_id = $1", course);
          tx.query("delete from course_enrollments where course_id = $1", course);
          if (permission)
            tx.query(
                "insert into course_permissions (id, course_id, user_id, role, created_at, updated_at)"
                " values ($1, $2, $3, $4, 0, 0)",
                UserId::make(), course, teacher.user, *permission);
          if (enrollment)
            tx.query(
                "insert into course_enrollments"
                " (id, course_id, student_id, enrollment_date, status, created_at, updated_at)"
                " values ($1, $2, $3, 0, $4, 0, 0)",
                UserId::make(), course, teacher.user, *enrollment);
          const auto standing = find_standing(tx, teacher, course).value();
          const auto seen = find_course(tx, course, teacher).value().standing();
          std::vector<int> expected;
          if (standing.role) expected.push_back(static_cast<int>(*standing.role));
          EXPECT_EQ(ranks(tx, course, teacher.user), expected);
          EXPECT_EQ(seen.role, standing.role);
          EXPECT_EQ(seen.source, standing.source);
        }
  });
  EXPECT_TRUE(done);
}

TEST_P(CourseAccessInDatabase, RequireTellsUnknownFromForbidden) {
  const auto draft_course = id_of(add_course(teacher, "D", R"("status":"draft")"));
  const auto active_course = id_of(add_course(teacher, "A"));
  const auto code = [&](const Identity& who, CourseId course, Capability capability) -> std::string {
    const auto result =
        database().read([&](db::Transaction& tx) { return require(tx, who, course, capability); });
    return result ? "ok" : std::string(wire_name(result.error().code));
  };
  EXPECT_EQ(code(stranger, draft_course, Capability::course_update), "COURSE_NOT_FOUND");
  EXPECT_EQ(code(stranger, active_course, Capability::course_read), "INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(code(teacher, draft_course, Capability::course_update), "ok");
  EXPECT_EQ(code(admin, draft_course, Capability::course_delete), "ok");
  EXPECT_EQ(code(admin, CourseId::make(), Capability::course_read), "COURSE_NOT_FOUND");
}

}  // namespace
}  // namespace vtp::courses
