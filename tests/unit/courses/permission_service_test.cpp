// Rows 38, 39 and E35.
#include "courses/permission_service.h"

#include <gtest/gtest.h>

#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

class Permissions : public vtp::testing::CourseApi {
 public:
  std::string set(const Identity& who, const Identity& person, const std::string& role) {
    return post(who, course + "/permissions",
                R"({"user_id":")" + person.user.text() + R"(","role":")" + role + "\"}")
        .outcome();
  }
  vtp::testing::ApiAnswer check(const Identity& who, const Identity& person) {
    return get(who, course + "/permissions/" + person.user.text());
  }
  std::string remove(const Identity& who, const Identity& person) {
    return del(who, course + "/permissions/" + person.user.text()).outcome();
  }

  const std::string course = add_course(teacher, "A");
  const Identity colleague = add_person(Role::teacher, "Carl");
};
VTP_ON_BOTH_ENGINES(Permissions);

TEST_P(Permissions, AreGrantedAndChanged) {
  const auto body = R"({"user_id":")" + student.user.text() + R"(","role":"ta"})";
  const auto granted = post(teacher, course + "/permissions", body);
  ASSERT_EQ(granted.outcome(), "201") << granted.body;
  EXPECT_EQ(granted.at("/role"), "ta");
  EXPECT_EQ(granted.at("/user_id"), student.user.text());
  EXPECT_EQ(granted.at("/course_id"), id_of(course).text());
  EXPECT_EQ(granted.at("/created_at"), "2026-03-01T09:00:00.000Z");
  EXPECT_EQ(granted.headers.get("Location"), "/api/v1" + course + "/permissions/" + student.user.text());
  EXPECT_EQ(set(teacher, student, "viewer"), "200");
  EXPECT_EQ(check(student, student).at("/role"), "viewer");
}

TEST_P(Permissions, TellWhatIsWrong) {
  EXPECT_EQ(post(teacher, course + "/permissions", "{}").outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(set(teacher, student, "king"), "400 VALIDATION_FAILED");
  Identity nobody;
  nobody.user = UserId::make();
  EXPECT_EQ(set(teacher, nobody, "ta"), "404 USER_NOT_FOUND");
  EXPECT_EQ(set(teacher, student, "instructor"), "409 ROLE_NOT_ALLOWED");
  EXPECT_EQ(set(admin, student, "admin"), "409 ROLE_NOT_ALLOWED");
  EXPECT_EQ(set(admin, teacher, "ta"), "409 OWNER_ROLE_FIXED");
}

TEST_P(Permissions, OfEqualsAreForOwnerAndAdministrators) {
  const auto other = add_person(Role::teacher, "Olga");
  EXPECT_EQ(set(teacher, colleague, "instructor"), "201");
  EXPECT_EQ(set(colleague, other, "instructor"), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(set(colleague, other, "admin"), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(set(colleague, other, "ta"), "201");
  EXPECT_EQ(set(admin, other, "admin"), "200");
  EXPECT_EQ(set(colleague, other, "viewer"), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(remove(colleague, other), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(set(other, colleague, "viewer"), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(remove(teacher, other), "204");
}

TEST_P(Permissions, AreWithdrawnForGood) {
  EXPECT_EQ(set(teacher, student, "ta"), "201");
  EXPECT_EQ(remove(student, student), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(remove(teacher, student), "204");
  EXPECT_EQ(remove(teacher, student), "404 PERMISSION_NOT_FOUND");
  EXPECT_EQ(remove(teacher, teacher), "409 OWNER_ROLE_FIXED");
  EXPECT_EQ(set(teacher, student, "ta"), "201");
}

TEST_P(Permissions, AreListedWithNames) {
  EXPECT_EQ(set(teacher, student, "ta"), "201");
  clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(set(teacher, colleague, "instructor"), "201");
  const auto list = get(teacher, course + "/permissions");
  EXPECT_EQ(list.outcome(), "200");
  EXPECT_EQ(list.at("/total"), "2");
  EXPECT_EQ(list.at("/permissions/0/full_name"), "Carl");
  EXPECT_EQ(list.at("/permissions/1/email"), "sara@example.org");
  EXPECT_EQ(list.at("/permissions/1/role"), "ta");
  EXPECT_EQ(get(teacher, course + "/permissions?limit=1&offset=1").at("/permissions/0/full_name"), "Sara");
  EXPECT_EQ(get(teacher, course + "/permissions?limit=0").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(student, course + "/permissions").outcome(), "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(Permissions, CanBeAskedFor) {
  EXPECT_EQ(set(teacher, student, "ta"), "201");
  const auto own = check(student, student);
  EXPECT_EQ(own.outcome(), "200");
  EXPECT_EQ(own.at("/allowed"), "true");
  EXPECT_EQ(own.at("/role"), "ta");
  EXPECT_EQ(own.at("/source"), "permission");
  EXPECT_EQ(own.at("/capabilities/0"), "course.read");
  EXPECT_NE(own.at("/message"), "absent");
  EXPECT_EQ(check(teacher, teacher).at("/source"), "owner");
  EXPECT_EQ(check(admin, admin).at("/source"), "account");
  const auto none = check(stranger, stranger);
  EXPECT_EQ(none.outcome(), "200");
  EXPECT_EQ(none.at("/allowed"), "false");
  EXPECT_EQ(none.at("/role"), "");
  EXPECT_EQ(none.at("/source"), "none");
  EXPECT_EQ(none.at("/capabilities"), "[]");
  EXPECT_EQ(check(teacher, stranger).at("/source"), "none");
  EXPECT_EQ(check(stranger, student).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(check(student, stranger).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  Identity nobody;
  nobody.user = UserId::make();
  EXPECT_EQ(check(teacher, nobody).outcome(), "404 USER_NOT_FOUND");
  enroll(course, stranger);
  EXPECT_EQ(check(stranger, stranger).at("/source"), "enrollment");
  set_course_status(course, "draft");
  EXPECT_EQ(check(stranger, stranger).outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(check(teacher, stranger).at("/allowed"), "false");
}

}  // namespace
}  // namespace vtp::courses
