// Rows 33, 34, 35, E14 and E34.
#include "courses/enrollment_service.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

class Enrollments : public vtp::testing::CourseApi {
 public:
  std::string enroll_self(const Identity& who, const std::string& course, const std::string& body = "{}") {
    return post(who, course + "/enroll", body).outcome();
  }
  std::string enroll_other(const Identity& who, const std::string& course, const Identity& other) {
    return post(who, course + "/enroll", R"({"student_id":")" + other.user.text() + "\"}").outcome();
  }
  std::string drop(const Identity& who, const std::string& course, const Identity& other) {
    return del(who, course + "/enroll/" + other.user.text()).outcome();
  }
  std::string set_status(const Identity& who, const std::string& course, const Identity& other,
                         const std::string& status) {
    return put(who, course + "/enrollments/" + other.user.text(), R"({"status":")" + status + "\"}")
        .outcome();
  }
};
VTP_ON_BOTH_ENGINES(Enrollments);

TEST_P(Enrollments, AreMadeByTheStudent) {
  const auto course = add_course(teacher, "A");
  const auto answer = post(student, course + "/enroll");
  ASSERT_EQ(answer.outcome(), "201") << answer.body;
  EXPECT_EQ(answer.at("/course_id"), id_of(course).text());
  EXPECT_EQ(answer.at("/student_id"), student.user.text());
  EXPECT_EQ(answer.at("/status"), "active");
  EXPECT_EQ(answer.at("/enrollment_date"), "2026-03-01T09:00:00.000Z");
  EXPECT_EQ(answer.headers.get("Location"), "/api/v1" + course + "/enrollments/" + student.user.text());
  EXPECT_EQ(enroll_self(student, course), "409 ALREADY_ENROLLED");
}

TEST_P(Enrollments, OfOthersNeedTheRight) {
  const auto course = add_course(teacher, "A");
  EXPECT_EQ(enroll_other(student, course, stranger), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(enroll_other(teacher, course, stranger), "201");
  Identity nobody;
  nobody.user = UserId::make();
  EXPECT_EQ(enroll_other(teacher, course, nobody), "404 USER_NOT_FOUND");
  EXPECT_EQ(post(teacher, course + "/enroll", R"({"student_id":"x"})").outcome(), "400 INVALID_ID");
  EXPECT_EQ(post(teacher, course + "/enroll", R"({"enrollment_key":1})").outcome(), "400 VALIDATION_FAILED");
}

TEST_P(Enrollments, FollowThePolicy) {
  const auto closed = add_course(teacher, "A", R"("enrollment_policy":"closed")");
  EXPECT_EQ(enroll_self(student, closed), "403 ENROLLMENT_CLOSED");
  EXPECT_EQ(enroll_other(teacher, closed, student), "201");
  const auto locked = add_course(teacher, "B", R"("enrollment_policy":"key","enrollment_key":"sesame")");
  EXPECT_EQ(enroll_self(student, locked), "403 ENROLLMENT_KEY_INVALID");
  EXPECT_EQ(enroll_self(student, locked, R"({"enrollment_key":"Sesame"})"), "403 ENROLLMENT_KEY_INVALID");
  EXPECT_EQ(enroll_self(student, locked, R"({"enrollment_key":"sesame"})"), "201");
  EXPECT_EQ(enroll_other(teacher, locked, stranger), "201");
}

TEST_P(Enrollments, NeedAnActiveCourse) {
  const auto course = add_course(teacher, "A", R"("status":"draft")");
  EXPECT_EQ(enroll_self(student, course), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(enroll_other(teacher, course, stranger), "201");
  set_course_status(course, "completed");
  EXPECT_EQ(enroll_self(student, course), "409 COURSE_NOT_ACTIVE");
  EXPECT_EQ(enroll_other(teacher, course, student), "409 COURSE_NOT_ACTIVE");
  set_course_status(course, "archived");
  EXPECT_EQ(enroll_self(student, course), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(enroll_self(student, "/courses/" + CourseId::make().text()), "404 COURSE_NOT_FOUND");
}

TEST_P(Enrollments, AreRevivedUnderTheirOldId) {
  const auto course = add_course(teacher, "A");
  const auto first = post(student, course + "/enroll").at("/id");
  EXPECT_EQ(drop(student, course, student), "204");
  clock.advance(std::chrono::hours(1));
  const auto again = post(student, course + "/enroll");
  EXPECT_EQ(again.outcome(), "201");
  EXPECT_EQ(again.at("/id"), first);
  EXPECT_EQ(again.at("/enrollment_date"), "2026-03-01T10:00:00.000Z");
}

TEST_P(Enrollments, StopWhenTheCourseIsFull) {
  const auto course = add_course(teacher, "A", R"("max_students":1)");
  grant(course, stranger, "viewer");  // takes no seat
  EXPECT_EQ(enroll_self(student, course), "201");
  EXPECT_EQ(enroll_self(stranger, course), "409 COURSE_FULL");
  EXPECT_EQ(enroll_other(admin, course, stranger), "409 COURSE_FULL");
  EXPECT_EQ(set_status(teacher, course, student, "completed"), "200");
  EXPECT_EQ(enroll_self(stranger, course), "409 COURSE_FULL");
  EXPECT_EQ(set_status(teacher, course, student, "suspended"), "200");
  EXPECT_EQ(enroll_self(stranger, course), "201");
  EXPECT_EQ(set_status(teacher, course, student, "active"), "409 COURSE_FULL");
  EXPECT_EQ(put(teacher, course, R"({"max_students":0})").outcome(), "200");
  EXPECT_EQ(set_status(teacher, course, student, "active"), "200");
}

TEST_P(Enrollments, OfManyAtOnceNeverExceedTheSeats) {
  const auto course = add_course(teacher, "A", R"("max_students":2)");
  std::vector<Identity> crowd;
  for (int i = 0; i < 6; ++i) crowd.push_back(add_person(Role::student, "Crowd" + std::to_string(i)));
  std::atomic<int> winners = 0, refused = 0;
  std::vector<std::thread> threads;
  for (const auto& person : crowd)
    threads.emplace_back([&, person] {
      const auto outcome = enroll_self(person, course);
      if (outcome == "201") ++winners;
      if (outcome == "409 COURSE_FULL") ++refused;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(winners, 2);
  EXPECT_EQ(refused, 4);
  EXPECT_EQ(get(teacher, course).at("/enrolled_count"), "2");
}

TEST_P(Enrollments, OfOneStudentAtOnceAreMadeOnce) {
  const auto course = add_course(teacher, "A");
  std::atomic<int> winners = 0, refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      const auto outcome = enroll_self(student, course);
      if (outcome == "201") ++winners;
      if (outcome == "409 ALREADY_ENROLLED") ++refused;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(winners, 1);
  EXPECT_EQ(refused, 3);
}

TEST_P(Enrollments, AreDroppedByTheStudentOrAManager) {
  const auto course = add_course(teacher, "A");
  enroll(course, student);
  EXPECT_EQ(drop(stranger, course, student), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(drop(student, course, student), "204");
  EXPECT_EQ(drop(student, course, student), "204");
  EXPECT_EQ(drop(teacher, course, student), "204");
  EXPECT_EQ(drop(teacher, course, stranger), "404 ENROLLMENT_NOT_FOUND");
  EXPECT_EQ(drop(stranger, course, stranger), "404 ENROLLMENT_NOT_FOUND");
  EXPECT_EQ(get(student, course).at("/my_role"), "null");
  EXPECT_EQ(get(teacher, course + "/enrollments?status=dropped").at("/total"), "1");
}

TEST_P(Enrollments, CanBeGivenUpInAnArchivedCourseTwice) {
  const auto course = add_course(teacher, "A");
  enroll(course, student);
  set_course_status(course, "archived");
  EXPECT_EQ(drop(student, course, student), "204");
  EXPECT_EQ(drop(student, course, student), "204");
  EXPECT_EQ(drop(stranger, course, stranger), "404 COURSE_NOT_FOUND");
  set_course_status(course, "draft");
  EXPECT_EQ(drop(student, course, student), "404 COURSE_NOT_FOUND");
}

TEST_P(Enrollments, ThatAreSuspendedCannotBeEscaped) {
  const auto course = add_course(teacher, "A");
  enroll(course, student);
  EXPECT_EQ(set_status(teacher, course, student, "suspended"), "200");
  EXPECT_EQ(get(student, course).at("/my_role"), "null");
  EXPECT_EQ(enroll_self(student, course), "409 ALREADY_ENROLLED");
  EXPECT_EQ(drop(student, course, student), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(drop(teacher, course, student), "204");
}

TEST_P(Enrollments, HaveAStatusThatManagersSet) {
  const auto course = add_course(teacher, "A");
  enroll(course, student);
  const auto answer =
      put(teacher, course + "/enrollments/" + student.user.text(), R"({"status":"completed"})");
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/status"), "completed");
  EXPECT_EQ(get(student, course).at("/my_role"), "student");
  EXPECT_EQ(set_status(teacher, course, student, "completed"), "200");
  EXPECT_EQ(set_status(teacher, course, student, "gone"), "400 VALIDATION_FAILED");
  EXPECT_EQ(put(teacher, course + "/enrollments/" + student.user.text(), "{}").outcome(),
            "400 MISSING_FIELDS");
  EXPECT_EQ(set_status(teacher, course, stranger, "active"), "404 ENROLLMENT_NOT_FOUND");
  EXPECT_EQ(set_status(student, course, student, "active"), "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(Enrollments, AreListedForManagers) {
  const auto course = add_course(teacher, "A");
  enroll(course, student);
  clock.advance(std::chrono::seconds(1));
  enroll(course, stranger);
  lectures.progress_of[{id_of(course), student.user}] = {.completion_percent = 37.5,
                                                         .last_activity_at = clock.now()};
  const auto answer = get(teacher, course + "/enrollments");
  ASSERT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/total"), "2");
  EXPECT_EQ(answer.at("/enrollments/0/full_name"), "Stan");
  EXPECT_EQ(answer.at("/enrollments/0/avg_completion_percent"), "0");
  EXPECT_EQ(answer.at("/enrollments/0/last_activity_at"), "null");
  EXPECT_EQ(answer.at("/enrollments/1/email"), "sara@example.org");
  EXPECT_EQ(answer.at("/enrollments/1/student_id"), student.user.text());
  EXPECT_TRUE(answer.body.contains("\"avg_completion_percent\":37.5"));
  EXPECT_EQ(answer.at("/enrollments/1/last_activity_at"), "2026-03-01T09:00:01.000Z");
  EXPECT_EQ(answer.at("/enrollments/1/attendance_rate"), "null");
  EXPECT_EQ(get(teacher, course + "/enroll").body, answer.body);
  EXPECT_EQ(get(teacher, course + "/enrollments?q=SARA").at("/total"), "1");
  EXPECT_EQ(get(teacher, course + "/enrollments?q=stan@").at("/total"), "1");
  EXPECT_EQ(get(teacher, course + "/enrollments?status=dropped").at("/total"), "0");
  const auto page = get(teacher, course + "/enrollments?limit=1&offset=1");
  EXPECT_EQ(page.at("/enrollments/0/full_name"), "Sara");
  EXPECT_EQ(page.at("/enrollments/1"), "absent");
  EXPECT_EQ(get(teacher, course + "/enrollments?limit=0").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(teacher, course + "/enroll?limit=0").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(teacher, course + "/enrollments?format=xml").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(student, course + "/enrollments").outcome(), "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(Enrollments, CanBeTakenAwayAsCsv) {
  const auto course = add_course(teacher, "A");
  enroll(course, add_person(Role::student, "=Eve"));
  const auto answer = get(teacher, course + "/enrollments?format=csv&limit=1");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.get("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_TRUE(answer.headers.get("Content-Disposition").starts_with("attachment"));
  EXPECT_TRUE(answer.body.starts_with("student_id,full_name,email,enrollment_date,status,"));
  EXPECT_TRUE(answer.body.contains(",'=Eve,'=eve@example.org,2026-03-01T09:00:00.000Z,active,,0,\r\n"))
      << answer.body;
  EXPECT_EQ(get(student, course + "/enrollments?format=csv").outcome(), "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(Enrollments, OfTheCallerAreListedWithTheirCourses) {
  const auto first = add_course(teacher, "A");
  enroll(first, student);
  clock.advance(std::chrono::seconds(1));
  const auto second = add_course(teacher, "B");
  enroll(second, student);
  const auto hidden = add_course(teacher, "C");
  enroll(hidden, student);
  set_course_status(hidden, "draft");
  EXPECT_EQ(set_status(teacher, first, student, "completed"), "200");
  lectures.progress_of[{id_of(second), student.user}] = {.completion_percent = 25, .last_activity_at = {}};
  const auto mine = get(student, "/users/me/enrollments");
  ASSERT_EQ(mine.outcome(), "200");
  EXPECT_EQ(mine.at("/total"), "2");
  EXPECT_EQ(mine.at("/enrollments/0/course/code"), "B");
  EXPECT_EQ(mine.at("/enrollments/0/course/my_role"), "student");
  EXPECT_EQ(mine.at("/enrollments/0/my_progress_percent"), "25");
  EXPECT_EQ(mine.at("/enrollments/0/attendance_rate"), "null");
  EXPECT_EQ(mine.at("/enrollments/0/next_session"), "null");
  EXPECT_EQ(mine.at("/enrollments/1/status"), "completed");
  EXPECT_EQ(mine.at("/enrollments/1/my_progress_percent"), "0");
  EXPECT_EQ(get(student, "/users/me/enrollments?status=active").at("/enrollments/0/course/code"), "B");
  EXPECT_EQ(get(student, "/users/me/enrollments?limit=1&offset=1").at("/enrollments/0/course/code"), "A");
  EXPECT_EQ(get(stranger, "/users/me/enrollments").at("/enrollments"), "[]");
  EXPECT_EQ(get(stranger, "/users/me/enrollments?status=lost").outcome(), "400 VALIDATION_FAILED");
}

}  // namespace
}  // namespace vtp::courses
