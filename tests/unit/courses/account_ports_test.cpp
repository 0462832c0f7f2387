#include "courses/account_ports.h"

#include <gtest/gtest.h>

#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

class AccountPorts : public vtp::testing::CourseApi {};
VTP_ON_BOTH_ENGINES(AccountPorts);

TEST_P(AccountPorts, TellWhoManagesStudents) {
  const auto course = add_course(teacher, "A");
  const auto code = [&](const Identity& who, CourseId id) -> std::string {
    CoursePeople people;
    const auto result =
        database().read([&](db::Transaction& tx) { return people.check_may_manage_students(tx, who, id); });
    return result ? "ok" : std::string(wire_name(result.error().code));
  };
  EXPECT_EQ(code(teacher, id_of(course)), "ok");
  EXPECT_EQ(code(student, id_of(course)), "INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(code(teacher, CourseId::make()), "COURSE_NOT_FOUND");
}

TEST_P(AccountPorts, GiveCoursesToAnotherOwner) {
  const auto course = add_course(teacher, "A");
  const auto deleted = add_course(teacher, "B");
  EXPECT_EQ(del(teacher, deleted).outcome(), "204");
  const auto heir = add_person(Role::teacher, "Hera");
  EXPECT_TRUE(database().write(
      [&](db::Transaction& tx) { CourseOwnership().transfer(tx, teacher.user, heir.user, clock.now()); }));
  EXPECT_EQ(get(heir, course).at("/my_role"), "instructor");
  EXPECT_EQ(get(teacher, course).at("/my_role"), "null");
  EXPECT_EQ(post(heir, deleted + "/restore").outcome(), "200");
}

}  // namespace
}  // namespace vtp::courses
