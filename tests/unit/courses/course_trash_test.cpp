#include "courses/course_trash.h"

#include <thread>

#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

using namespace std::chrono_literals;

class CourseTrash : public vtp::testing::CourseApi {
 public:
  /// As if that much time had passed; nobody has to sign in again for it.
  std::int64_t empty_after(std::chrono::microseconds time) {
    return empty_course_trash(database(), std::chrono::days(30), clock.now() + time).value();
  }

  std::string add_deleted_course(const std::string& code) {
    auto course = add_course(teacher, code);
    EXPECT_EQ(del(teacher, course).outcome(), "204");
    return course;
  }
  std::int64_t count(const std::string& what) {
    return database()
        .read([&](db::Transaction& tx) {
          return tx.query("select count(*) from " + what).front().get<std::int64_t>(0);
        })
        .value();
  }
  /// A class with a room, and a recording of it that is linked.
  void add_class(const std::string& course) {
    const auto session = ClassSessionId::make();
    const auto room = UserId::make();
    const auto recording = UserId::make();
    const auto added = database().write([&](db::Transaction& tx) {
      tx.query(
          "insert into class_sessions (id, course_id, title, starts_at, ends_at, timezone, created_at, "
          "updated_at) values ($1, $2, 'Class', 0, 1, 'UTC', 0, 0)",
          session, id_of(course));
      tx.query(
          "insert into rooms (id, join_code, name, course_id, session_id, host_id, state, media_mode, "
          "access, "
          "waiting_room, max_participants, created_at, updated_at) "
          "values ($1, 'abcdefghjk', 'Room', $2, $3, $4, 'closed', 'sfu', 'course', 'off', 9, 0, 0)",
          room, id_of(course), session, teacher.user);
      tx.query(
          "insert into recordings (id, room_id, session_id, title, started_by, source, status, format, "
          "layout, started_at, created_at, updated_at) "
          "values ($1, $2, $3, 'Recording', $4, 'room', 'completed', 'mp4', 'auto', 0, 0, 0)",
          recording, room, session, teacher.user);
      tx.query(
          "insert into course_recordings (id, course_id, recording_id, session_id, sequence_order, "
          "created_at, "
          "updated_at) values ($1, $2, $3, $4, 0, 0, 0)",
          UserId::make(), id_of(course), recording, session);
    });
    ASSERT_TRUE(added);
  }
};
VTP_ON_BOTH_ENGINES(CourseTrash);

TEST_P(CourseTrash, IsKeptForItsTime) {
  const auto course = add_deleted_course("A");
  EXPECT_EQ(empty_after(24h * 30 - 1s), 0);
  EXPECT_EQ(post(teacher, course + "/restore").outcome(), "200");
}

TEST_P(CourseTrash, IsEmptiedAfterItsTime) {
  const auto course = add_deleted_course("A");
  const auto living = add_course(teacher, "B");
  EXPECT_EQ(empty_after(24h * 30), 1);
  EXPECT_EQ(empty_after(24h * 30), 0);
  EXPECT_EQ(audited("course.purge"), 1);
  EXPECT_EQ(post(admin, course + "/restore").outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(count("courses where id = '" + id_of(living).text() + "'"), 1);
}

TEST_P(CourseTrash, TakesAlongWhatBelongsToTheCourseAlone) {
  const auto course = add_course(teacher, "A");
  enroll(course, student);
  grant(course, stranger, "ta");
  add_class(course);
  ASSERT_EQ(del(teacher, course).outcome(), "204");
  EXPECT_EQ(empty_after(24h * 30), 1);
  for (const auto* table :
       {"courses", "course_enrollments", "course_permissions", "class_sessions", "course_recordings"})
    EXPECT_EQ(count(table), 0) << table;
  EXPECT_EQ(count("recordings where session_id is null"), 1) << "recordings stay with their owners";
  EXPECT_EQ(count("rooms where course_id is null and session_id is null"), 1);
  EXPECT_EQ(count("users"), 4);
}

TEST_P(CourseTrash, IsEitherRestoredOrEmptied) {
  std::vector<std::string> courses;
  for (int i = 0; i < 12; ++i) courses.push_back(add_deleted_course("C" + std::to_string(i)));
  std::int64_t purged = 0;
  int restored = 0;
  {
    const std::jthread emptying([&] { purged = empty_after(24h * 30); });
    // From the other end, so that both meet.
    for (auto course = courses.rbegin(); course != courses.rend(); ++course) {
      const auto outcome = post(admin, *course + "/restore").outcome();
      EXPECT_TRUE(outcome == "200" || outcome == "404 COURSE_NOT_FOUND") << outcome;
      if (outcome == "200") ++restored;
    }
  }
  EXPECT_EQ(purged + restored, 12);
  EXPECT_EQ(count("courses where deleted_at is null"), restored);
  EXPECT_EQ(count("courses"), restored);
}

}  // namespace
}  // namespace vtp::courses
