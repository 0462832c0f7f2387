// Who is refused where: every route of a course, tried by every kind of person in every status.
#include "courses/course_routes.h"

#include <gtest/gtest.h>

#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

using http::Method;

/// What a route answers to each kind of person; "403" and "404" are the refusals that section 2.4 demands.
struct RouteRow {
  Method method;
  std::string_view path;  // below the course; %s: an enrolled student, %u: a user with the role viewer
  std::string_view body;
  std::string_view owner, instructor, ta, student, viewer, outsider;
};

constexpr RouteRow rows[] = {
    {Method::get, "", "", "200", "200", "200", "200", "200", "200"},
    {Method::put, "", R"({"name":"N"})", "200", "200", "403", "403", "403", "403"},
    {Method::put, "", R"({"code":"N"})", "200", "403", "403", "403", "403", "403"},
    {Method::get, "/stats", "", "200", "200", "200", "403", "403", "403"},
    {Method::get, "/enrollments", "", "200", "200", "200", "403", "403", "403"},
    {Method::get, "/enroll", "", "200", "200", "200", "403", "403", "403"},
    {Method::put, "/enrollments/%s", R"({"status":"active"})", "200", "200", "200", "403", "403", "403"},
    {Method::post, "/enroll", R"({"student_id":"%s"})", "409", "409", "409", "403", "403", "403"},
    {Method::del, "/enroll/%u", "", "404", "404", "404", "403", "403", "403"},
    {Method::get, "/permissions", "", "200", "200", "403", "403", "403", "403"},
    {Method::get, "/permissions/%s", "", "200", "200", "403", "403", "403", "403"},
    {Method::post, "/permissions", R"({"user_id":"%u","role":"viewer"})", "200", "200", "403", "403", "403",
     "403"},
    {Method::post, "/permissions", R"({"user_id":"%u","role":"admin"})", "409", "403", "403", "403", "403",
     "403"},
    {Method::del, "/permissions/%s", "", "404", "404", "403", "403", "403", "403"},
    {Method::post, "/restore", "", "409", "403", "403", "403", "403", "403"},
};

class CourseRoles : public vtp::testing::CourseApi {
 public:
  CourseRoles() {
    enroll(course, enrolled);
    grant(course, instructor, "instructor");
    grant(course, ta, "ta");
    grant(course, student, "student");
    grant(course, viewer, "viewer");
    grant(course, target, "viewer");
  }

  std::string fill(std::string_view text) const {
    std::string filled(text);
    for (const auto& [mark, person] : {std::pair{"%s", enrolled}, std::pair{"%u", target}})
      if (const auto at = filled.find(mark); at != std::string::npos)
        filled.replace(at, 2, person.user.text());
    return filled;
  }

  std::string status_for(const Identity& who, const RouteRow& row) {
    return std::to_string(call(who, row.method, course + fill(row.path), fill(row.body)).status);
  }

  const std::string course = add_course(teacher, "A");
  const Identity instructor = add_person(Role::teacher, "Ines");
  const Identity ta = add_person(Role::student, "Tara");
  const Identity viewer = add_person(Role::student, "Vera");
  const Identity outsider = add_person(Role::teacher, "Otto");
  const Identity enrolled = add_person(Role::student, "Enzo");
  const Identity target = add_person(Role::student, "Uma");
};
VTP_ON_BOTH_ENGINES(CourseRoles);

TEST_P(CourseRoles, DecideWhoIsRefusedInAnActiveCourse) {
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(to_text(row.method)) + " " + std::string(row.path) + " " +
                 std::string(row.body));
    EXPECT_EQ(status_for(outsider, row), row.outsider) << "outsider";
    EXPECT_EQ(status_for(viewer, row), row.viewer) << "viewer";
    EXPECT_EQ(status_for(student, row), row.student) << "student";
    EXPECT_EQ(status_for(ta, row), row.ta) << "ta";
    EXPECT_EQ(status_for(instructor, row), row.instructor) << "instructor";
    EXPECT_EQ(status_for(teacher, row), row.owner) << "owner";
    EXPECT_EQ(status_for(admin, row), row.owner) << "account admin";
    EXPECT_EQ(status_for(Identity{}, row), "401") << "nobody";
  }
}

TEST_P(CourseRoles, HideADraftFromAllWhoDoNotTeach) {
  set_course_status(course, "draft");
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(to_text(row.method)) + " " + std::string(row.path) + " " +
                 std::string(row.body));
    EXPECT_EQ(status_for(outsider, row), "404") << "outsider";
    EXPECT_EQ(status_for(viewer, row), "404") << "viewer";
    EXPECT_EQ(status_for(student, row), "404") << "student";
    EXPECT_EQ(status_for(ta, row), row.ta) << "ta";
    EXPECT_EQ(status_for(instructor, row), row.instructor) << "instructor";
  }
}

TEST_P(CourseRoles, HideAnArchivedCourseFromOutsidersOnly) {
  set_course_status(course, "archived");
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(to_text(row.method)) + " " + std::string(row.path) + " " +
                 std::string(row.body));
    EXPECT_EQ(status_for(outsider, row), "404") << "outsider";
    EXPECT_EQ(status_for(viewer, row), row.viewer) << "viewer";
    EXPECT_EQ(status_for(student, row), row.student) << "student";
  }
}

TEST_P(CourseRoles, LeaveDeletionToOwnerAndAccountAdmin) {
  EXPECT_EQ(del(outsider, course).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  for (const auto& person : {viewer, student, ta, instructor})
    EXPECT_EQ(del(person, course).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(del(admin, course).outcome(), "204");
  for (const auto& row : rows) {
    if (row.path == "/restore") continue;
    SCOPED_TRACE(std::string(to_text(row.method)) + " " + std::string(row.path) + " " +
                 std::string(row.body));
    for (const auto& person : {outsider, viewer, student, ta, instructor, teacher, admin})
      EXPECT_EQ(status_for(person, row), "404");
  }
  EXPECT_EQ(post(instructor, course + "/restore").outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(post(teacher, course + "/restore").outcome(), "200");
}

TEST_P(CourseRoles, ComeAfterTheSyntaxOfTheRequest) {
  EXPECT_EQ(put(outsider, course, "{").outcome(), "400 INVALID_INPUT");
  EXPECT_EQ(put(outsider, course, R"({"year":1})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(put(outsider, "/courses/x", "{").outcome(), "400 INVALID_INPUT");
  EXPECT_EQ(put(outsider, "/courses/x", "{}").outcome(), "400 INVALID_ID");
  EXPECT_EQ(call(outsider, Method::put, course, "a=b", {{"Content-Type", "text/plain"}}).outcome(),
            "415 UNSUPPORTED_MEDIA_TYPE");
  EXPECT_EQ(call(outsider, Method::patch, course, "{}").outcome(), "405 INVALID_METHOD");
  EXPECT_EQ(post(student, "/courses", "{").outcome(), "403 INSUFFICIENT_PERMISSIONS");
}

}  // namespace
}  // namespace vtp::courses
