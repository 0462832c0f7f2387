// Rows 28, 30, 31, 32, 40 and E32.
#include "courses/course_service.h"

#include <gtest/gtest.h>

#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

constexpr std::string_view all_courses = "/courses";

class Courses : public vtp::testing::CourseApi {
 public:
  std::string create(const Identity& who, const std::string& body) {
    return post(who, all_courses, body).outcome();
  }
};
VTP_ON_BOTH_ENGINES(Courses);

// --- create

TEST_P(Courses, AreMadeWithDefaultsAndTellWhereTheyAre) {
  const auto answer =
      post(teacher, all_courses, R"({"code":" CS101 ","name":"Algorithms","semester":"Fall","year":2026})");
  ASSERT_EQ(answer.outcome(), "201") << answer.body;
  EXPECT_EQ(answer.headers.get("Location"), "/api/v1/courses/" + answer.at("/id"));
  EXPECT_EQ(answer.at("/code"), "CS101");
  EXPECT_EQ(answer.at("/status"), "draft");
  EXPECT_EQ(answer.at("/enrollment_policy"), "open");
  EXPECT_EQ(answer.at("/max_students"), "0");
  EXPECT_EQ(answer.at("/description"), "null");
  EXPECT_EQ(answer.at("/department"), "null");
  EXPECT_EQ(answer.at("/instructor_id"), teacher.user.text());
  EXPECT_EQ(answer.at("/instructor_name"), "Theo");
  EXPECT_EQ(answer.at("/my_role"), "instructor");
  EXPECT_EQ(answer.at("/is_enrolled"), "false");
  EXPECT_EQ(answer.at("/enrolled_count"), "0");
  EXPECT_EQ(answer.at("/recording_count"), "0");
  EXPECT_EQ(answer.at("/settings"), "{}");
  EXPECT_EQ(answer.at("/created_at"), "2026-03-01T09:00:00.000Z");
  EXPECT_EQ(audited("course.create"), 1);
}

TEST_P(Courses, NeedATeacherToBeMade) {
  const std::string body = R"({"code":"A","name":"A","semester":"F","year":2026})";
  EXPECT_EQ(create(student, body), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(create(admin, body), "201");
  EXPECT_EQ(create(Identity{}, body), "401 MISSING_TOKEN");
}

TEST_P(Courses, TellAllThatIsWrongWithThem) {
  EXPECT_EQ(create(teacher, "{"), "400 INVALID_INPUT");
  EXPECT_EQ(create(teacher, "{}"), "400 MISSING_FIELDS");
  const auto answer = post(teacher, all_courses,
                           R"({"code":"A","name":"","semester":"F","year":2019,"status":"open",)"
                           R"("max_students":-1,"enrollment_key":"abc"})");
  EXPECT_EQ(answer.outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(answer.at("/details/0/field"), "name");
  EXPECT_EQ(answer.at("/details/1/field"), "year");
  EXPECT_EQ(answer.at("/details/2/field"), "max_students");
  EXPECT_EQ(answer.at("/details/3/field"), "status");
  EXPECT_EQ(answer.at("/details/4/field"), "enrollment_key");
  EXPECT_EQ(answer.at("/details/5"), "absent");
  EXPECT_EQ(create(teacher, R"({"code":"A","name":"A","semester":"F","year":2019})"),
            "400 VALIDATION_FAILED");
}

TEST_P(Courses, NeedAKeyForThePolicyKey) {
  const auto answer = post(teacher, all_courses,
                           R"({"code":"A","name":"A","semester":"F","year":2026,"enrollment_policy":"key"})");
  EXPECT_EQ(answer.outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(answer.at("/details/0/field"), "enrollment_key");
}

TEST_P(Courses, HaveCodesThatAreUniqueWithoutRegardToCase) {
  const auto course = add_course(teacher, "Math1");
  EXPECT_EQ(create(admin, R"({"code":"mATH1","name":"A","semester":"F","year":2026})"),
            "409 COURSE_CODE_EXISTS");
  EXPECT_EQ(del(teacher, course).outcome(), "204");
  EXPECT_EQ(create(admin, R"({"code":"mATH1","name":"A","semester":"F","year":2026})"), "201");
}

TEST_P(Courses, AreGivenToOthersByAdministratorsOnly) {
  const auto body = [&](const std::string& code, const std::string& owner) {
    return R"({"code":")" + code + R"(","name":"A","semester":"F","year":2026,"instructor_id":")" + owner +
           "\"}";
  };
  EXPECT_EQ(create(teacher, body("A", admin.user.text())), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(create(teacher, body("B", teacher.user.text())), "201");
  EXPECT_EQ(create(admin, body("C", UserId::make().text())), "404 USER_NOT_FOUND");
  EXPECT_EQ(create(admin, body("D", student.user.text())), "409 ROLE_NOT_ALLOWED");
  EXPECT_EQ(create(admin, body("E", "nobody")), "400 INVALID_ID");
  const auto answer = post(admin, all_courses, body("F", teacher.user.text()));
  EXPECT_EQ(answer.at("/instructor_id"), teacher.user.text());
  EXPECT_EQ(answer.at("/my_role"), "admin");
}

// --- show

TEST_P(Courses, ShowTheirRecordingsToWhomTheyConcern) {
  const auto course = add_course(teacher, "A");
  lectures.lectures_of[id_of(course)] = {
      {.is_published = true, .title = "one", .my_coverage_percent = {80}},
      {.is_published = false, .title = "two", .my_coverage_percent = {0}},
      {.is_published = true, .is_required = false, .title = "three", .my_coverage_percent = {10}},
      {.is_published = true, .title = "four", .my_coverage_percent = {20.555}},
  };
  enroll(course, student);
  const auto for_student = get(student, course);
  EXPECT_EQ(for_student.outcome(), "200");
  EXPECT_EQ(for_student.at("/recordings/1/title"), "three");
  EXPECT_EQ(for_student.at("/recordings/3"), "absent");
  EXPECT_EQ(for_student.at("/recording_count"), "3");
  EXPECT_EQ(for_student.at("/my_progress_percent"), "5.028E1");
  EXPECT_EQ(for_student.at("/my_role"), "student");
  EXPECT_EQ(for_student.at("/is_enrolled"), "true");
  EXPECT_EQ(for_student.at("/settings"), "absent");
  EXPECT_EQ(for_student.at("/next_session"), "null");
  EXPECT_EQ(for_student.at("/live_room"), "null");

  EXPECT_EQ(get(teacher, course).at("/recordings/1/title"), "two");
  EXPECT_EQ(get(teacher, course).at("/recording_count"), "4");

  const auto for_stranger = get(stranger, course);
  EXPECT_EQ(for_stranger.outcome(), "200");
  EXPECT_EQ(for_stranger.at("/recordings"), "[]");
  EXPECT_EQ(for_stranger.at("/recording_count"), "0");
  EXPECT_EQ(for_stranger.at("/my_role"), "null");
}

TEST_P(Courses, AreHiddenAsTheirStatusSays) {
  const auto course = add_course(teacher, "A");
  enroll(course, student);
  const auto outcomes = [&](std::string_view status) {
    set_course_status(course, status);
    return get(teacher, course).outcome() + "/" + get(student, course).outcome() + "/" +
           get(stranger, course).outcome();
  };
  EXPECT_EQ(outcomes("draft"), "200/404 COURSE_NOT_FOUND/404 COURSE_NOT_FOUND");
  EXPECT_EQ(outcomes("active"), "200/200/200");
  EXPECT_EQ(outcomes("completed"), "200/200/200");
  EXPECT_EQ(outcomes("archived"), "200/200/404 COURSE_NOT_FOUND");
}

TEST_P(Courses, AreFoundByIdOnly) {
  EXPECT_EQ(get(admin, "/courses/x").outcome(), "400 INVALID_ID");
  EXPECT_EQ(get(admin, "/courses/" + CourseId::make().text()).outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(del(admin, "/courses/" + CourseId::make().text()).outcome(), "404 COURSE_NOT_FOUND");
}

TEST_P(Courses, AreNotSentAgainWhileTheyAreTheSame) {
  const auto course = add_course(teacher, "A");
  const auto first = get(student, course);
  const auto tag = std::string(first.headers.get("ETag"));
  ASSERT_TRUE(tag.starts_with("W/\""));
  EXPECT_EQ(call(student, http::Method::get, course, {}, {{"If-None-Match", tag}}).status, 304);
  EXPECT_EQ(put(teacher, course, R"({"name":"Other"})").outcome(), "200");
  EXPECT_EQ(call(student, http::Method::get, course, {}, {{"If-None-Match", tag}}).status, 200);
}

TEST_P(Courses, ShowTheirNextClass) {
  const auto course = add_course(teacher, "A");
  const auto add_session = [&](std::string_view title, std::chrono::hours from_now, std::string_view status) {
    const auto start = clock.now() + from_now;
    EXPECT_TRUE(database().write([&](db::Transaction& tx) {
      tx.query(
          "insert into class_sessions (id, course_id, title, starts_at, ends_at, timezone, status, "
          "created_at,"
          " updated_at) values ($1, $2, $3, $4, $5, 'UTC', $6, 0, 0)",
          ClassSessionId::make(), id_of(course), title, start, start + std::chrono::hours(1), status);
    }));
  };
  add_session("past", std::chrono::hours(-5), "ended");
  add_session("cancelled", std::chrono::hours(1), "cancelled");
  add_session("later", std::chrono::hours(9), "scheduled");
  add_session("next", std::chrono::hours(2), "scheduled");
  EXPECT_EQ(get(teacher, course).at("/next_session/title"), "next");
  EXPECT_EQ(get(stranger, course).at("/next_session"), "null");
  const auto stats = get(teacher, course + "/stats");
  EXPECT_EQ(stats.at("/total_sessions") + stats.at("/held_sessions"), "31");
}

// --- change

TEST_P(Courses, ChangeOnlyWhatIsNamed) {
  const auto course =
      add_course(teacher, "A", R"("description":"old","department":"Physics","max_students":5)");
  clock.advance(std::chrono::seconds(1));
  const auto answer =
      put(teacher, course, R"({"name":"New","description":null,"settings":{"completion":{"x":1}}})");
  ASSERT_EQ(answer.outcome(), "200") << answer.body;
  EXPECT_EQ(answer.at("/name"), "New");
  EXPECT_EQ(answer.at("/description"), "null");
  EXPECT_EQ(answer.at("/department"), "Physics");
  EXPECT_EQ(answer.at("/max_students"), "5");
  EXPECT_EQ(answer.at("/settings"), R"({"completion":{"x":1}})");
  EXPECT_EQ(answer.at("/updated_at"), "2026-03-01T09:00:01.000Z");
  EXPECT_EQ(answer.at("/created_at"), "2026-03-01T09:00:00.000Z");
  EXPECT_EQ(get(teacher, course).at("/name"), "New");
}

TEST_P(Courses, RefuseNullWhereThereMustBeAValue) {
  const auto course = add_course(teacher, "A");
  EXPECT_EQ(put(teacher, course, R"({"name":null})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(put(teacher, course, R"({"year":1999})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(put(teacher, course, R"({"status":"gone"})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(put(teacher, course, "[]").outcome(), "400 INVALID_INPUT");
}

TEST_P(Courses, KeepTheirCodeFromThoseWhoDoNotOwnThem) {
  const auto course = add_course(teacher, "A");
  const auto colleague = add_person(Role::teacher, "Carl");
  grant(course, colleague, "instructor");
  EXPECT_EQ(put(colleague, course, R"({"code":"B"})").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(put(colleague, course, R"({"code":"A","name":"same code"})").outcome(), "200");
  EXPECT_EQ(put(teacher, course, R"({"code":"a"})").outcome(), "200");
  add_course(teacher, "C");
  EXPECT_EQ(put(teacher, course, R"({"code":"c"})").outcome(), "409 COURSE_CODE_EXISTS");
  EXPECT_EQ(put(admin, course, R"({"code":"D"})").outcome(), "200");
}

TEST_P(Courses, PassToAnotherOwnerByAdministratorsOnly) {
  const auto course = add_course(teacher, "A");
  const auto colleague = add_person(Role::teacher, "Carl");
  grant(course, colleague, "instructor");
  const auto owner = [](const Identity& who) { return R"({"instructor_id":")" + who.user.text() + "\"}"; };
  EXPECT_EQ(put(teacher, course, owner(colleague)).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(put(colleague, course, owner(colleague)).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(put(teacher, course, owner(teacher)).outcome(), "200");
  EXPECT_EQ(put(admin, course, owner(student)).outcome(), "409 ROLE_NOT_ALLOWED");
  EXPECT_EQ(put(admin, course, R"({"instructor_id":")" + UserId::make().text() + "\"}").outcome(),
            "404 USER_NOT_FOUND");
  EXPECT_EQ(put(admin, course, owner(colleague)).at("/instructor_name"), "Carl");
  EXPECT_EQ(get(teacher, course).at("/my_role"), "null");
}

TEST_P(Courses, KeepOrChangeTheirKey) {
  const auto course = add_course(teacher, "A");
  EXPECT_EQ(put(teacher, course, R"({"enrollment_policy":"key"})").outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(put(teacher, course, R"({"enrollment_policy":"key","enrollment_key":"first"})").outcome(), "200");
  EXPECT_EQ(put(teacher, course, R"({"enrollment_key":null})").outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(put(teacher, course, R"({"name":"B"})").outcome(), "200");
  EXPECT_EQ(post(student, course + "/enroll", R"({"enrollment_key":"first"})").outcome(), "201");
}

// --- delete and restore

TEST_P(Courses, DisappearWhenDeletedAndComeBack) {
  const auto course = add_course(teacher, "A");
  enroll(course, student);
  EXPECT_EQ(del(teacher, course).outcome(), "204");
  EXPECT_EQ(del(teacher, course).outcome(), "204");
  EXPECT_EQ(del(admin, course).outcome(), "204");
  EXPECT_EQ(audited("course.delete"), 1);
  EXPECT_EQ(get(teacher, course).outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(get(student, course).outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(get(admin, course).outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(get(student, "/users/me/enrollments").at("/total"), "0");
  EXPECT_EQ(post(student, course + "/restore").outcome(), "404 COURSE_NOT_FOUND");

  const auto restored = post(teacher, course + "/restore");
  EXPECT_EQ(restored.outcome(), "200");
  EXPECT_EQ(restored.at("/enrolled_count"), "1");
  EXPECT_EQ(post(teacher, course + "/restore").outcome(), "409 NOT_DELETED");
  EXPECT_EQ(get(student, course).outcome(), "200");
}

TEST_P(Courses, StayDeletedWhileAnotherHasTheirCode) {
  const auto course = add_course(teacher, "A");
  EXPECT_EQ(del(teacher, course).outcome(), "204");
  add_course(admin, "a");
  EXPECT_EQ(post(teacher, course + "/restore").outcome(), "409 COURSE_CODE_EXISTS");
}

TEST_P(Courses, AreNotDeletedDuringAClass) {
  const auto course = add_course(teacher, "A");
  EXPECT_TRUE(database().write([&](db::Transaction& tx) {
    tx.query(
        "insert into rooms (id, join_code, name, course_id, host_id, state, media_mode, access, waiting_room,"
        " max_participants, created_at, updated_at)"
        " values ($1, 'abcdefghjk', 'Room', $2, $3, 'active', 'sfu', 'course', 'off', 100, 0, 0)",
        UserId::make(), id_of(course), teacher.user);
  }));
  EXPECT_EQ(del(teacher, course).outcome(), "409 CLASS_IN_PROGRESS");
  EXPECT_EQ(get(teacher, course).outcome(), "200");
}

// --- statistics

TEST_P(Courses, SumUpHowTheyAreWatched) {
  const auto course = add_course(teacher, "A");
  enroll(course, student);
  lectures.figures_of[id_of(course)] = {.total_recordings = 4,
                                        .published_recordings = 3,
                                        .unique_viewers = 2,
                                        .total_views = 7,
                                        .total_watch_time = std::chrono::seconds(3600),
                                        .last_accessed = clock.now(),
                                        .average_completion = 12.345};
  const auto stats = get(teacher, course + "/stats");
  ASSERT_EQ(stats.outcome(), "200");
  EXPECT_EQ(stats.at("/course_id"), id_of(course).text());
  EXPECT_EQ(stats.at("/course_name"), "Course A");
  EXPECT_EQ(stats.at("/total_students"), "1");
  EXPECT_EQ(stats.at("/total_recordings"), "4");
  EXPECT_EQ(stats.at("/published_recordings"), "3");
  EXPECT_EQ(stats.at("/unique_viewers"), "2");
  EXPECT_EQ(stats.at("/total_views"), "7");
  EXPECT_EQ(stats.at("/total_watch_time_seconds"), "3600");
  EXPECT_EQ(stats.at("/last_accessed"), "2026-03-01T09:00:00.000Z");
  EXPECT_TRUE(stats.body.contains("\"average_completion\":12.35")) << stats.body;
  EXPECT_EQ(stats.at("/average_engagement"), "0");
  EXPECT_EQ(stats.at("/attendance_rate"), "null");
}

}  // namespace
}  // namespace vtp::courses
