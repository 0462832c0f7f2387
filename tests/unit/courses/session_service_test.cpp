#include "courses/session_service.h"

#include <gtest/gtest.h>

#include "courses/session_rules.h"
#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

using http::Method;
using namespace std::chrono_literals;

class Sessions : public vtp::testing::CourseApi {
 public:
  std::string body(const std::string& more = {}) {
    return R"({"title":"Waves","starts_at":"2026-03-19T10:00:00+01:00","ends_at":"2026-03-19T11:30:00+01:00",)"
           R"("timezone":"Europe/Berlin")" +
           (more.empty() ? "" : "," + more) + "}";
  }
  std::string add(const std::string& more = {}) {
    const auto answer = post(teacher, course + "/sessions", body(more));
    EXPECT_EQ(answer.outcome(), "201") << answer.body;
    return course + "/sessions/" + answer.at("/id");
  }
  /// As the start of the class does it.
  void make_live(const std::string& session) {
    const auto id = ClassSessionId::parse(session.substr(session.rfind('/') + 1)).value();
    ASSERT_TRUE(database().write([&](db::Transaction& tx) {
      tx.query("update class_sessions set status = 'live' where id = $1", id);
    }));
  }

  const std::string course = add_course(teacher, "PHY");
};
VTP_ON_BOTH_ENGINES(Sessions);

TEST_P(Sessions, StandOnTheCalendar) {
  const auto made = post(teacher, course + "/sessions", body(R"("description":"Light","auto_record":true)"));
  EXPECT_EQ(made.outcome(), "201") << made.body;
  EXPECT_EQ(made.headers.get("Location"), "/api/v1" + course + "/sessions/" + made.at("/id"));
  EXPECT_EQ(made.at("/starts_at"), "2026-03-19T09:00:00.000Z");
  EXPECT_EQ(made.at("/timezone"), "Europe/Berlin");
  EXPECT_EQ(made.at("/status"), "scheduled");
  EXPECT_EQ(made.at("/auto_record"), "true");
  EXPECT_EQ(made.at("/series_id"), "null");
  EXPECT_EQ(made.at("/room"), "null");
  EXPECT_EQ(made.at("/recording_ids"), "[]");
  EXPECT_EQ(get(teacher, course + "/sessions").each("/sessions", "/title"), "Waves");
  EXPECT_EQ(audited("session.create"), 1);
}

TEST_P(Sessions, AreReadAndManagedByRole) {
  const auto session = add();
  const auto ta = add_person(Role::student, "Tara");
  const auto viewer = add_person(Role::student, "Vera");
  grant(course, ta, "ta");
  grant(course, viewer, "viewer");
  enroll(course, student);
  struct Row {
    Method method;
    std::string path;
    std::string body;
    std::string ta, member, outsider;
  };
  const std::vector<Row> rows{
      {Method::get, course + "/sessions", "", "200", "200", "403"},
      {Method::get, session, "", "200", "200", "403"},
      {Method::post, course + "/sessions", body(), "201", "403", "403"},
      {Method::put, session, R"({"title":"N"})", "200", "403", "403"},
      {Method::del, session, "", "204", "403", "403"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(to_text(row.method)) + " " + row.path);
    EXPECT_EQ(std::to_string(call(stranger, row.method, row.path, row.body).status), row.outsider);
    EXPECT_EQ(std::to_string(call(student, row.method, row.path, row.body).status), row.member);
    EXPECT_EQ(std::to_string(call(viewer, row.method, row.path, row.body).status), row.member);
    EXPECT_EQ(std::to_string(call(ta, row.method, row.path, row.body).status), row.ta);
    EXPECT_EQ(call(Identity{}, row.method, row.path, row.body).status, 401);
  }
  set_course_status(course, "draft");
  EXPECT_EQ(get(student, session).outcome(), "404 COURSE_NOT_FOUND");
}

TEST_P(Sessions, RefuseWhatIsNoClass) {
  EXPECT_EQ(post(teacher, course + "/sessions", "{}").field_errors(),
            "title MISSING_FIELDS, starts_at MISSING_FIELDS, ends_at MISSING_FIELDS");
  const auto times = [&](const std::string& from, const std::string& to) {
    return post(teacher, course + "/sessions",
                R"({"title":"x","starts_at":")" + from + R"(","ends_at":")" + to + R"("})")
        .field_errors();
  };
  EXPECT_EQ(times("2026-03-19T10:00:00Z", "2026-03-19T10:04:59Z"), "ends_at VALIDATION_FAILED");
  EXPECT_EQ(times("2026-03-19T10:00:00Z", "2026-03-19T09:00:00Z"), "ends_at VALIDATION_FAILED");
  EXPECT_EQ(
      post(
          teacher, course + "/sessions",
          R"({"title":"x","starts_at":"2026-03-19T10:00:00Z","ends_at":"2026-03-19T11:00:00Z","timezone":"Mars"})")
          .field_errors(),
      "timezone VALIDATION_FAILED");
  EXPECT_EQ(
      post(teacher, course + "/sessions", body(R"("repeat":{"freq":"weekly","count":101})")).field_errors(),
      "repeat.count VALIDATION_FAILED");
  EXPECT_EQ(post(teacher, course + "/sessions", body(R"("repeat":{"freq":"weekly"})")).field_errors(),
            "repeat.until VALIDATION_FAILED");
  EXPECT_EQ(
      post(teacher, course + "/sessions", body(R"("repeat":{"freq":"daily","count":2})")).field_errors(),
      "repeat.freq VALIDATION_FAILED");
  EXPECT_EQ(get(teacher, course + "/sessions/" + ClassSessionId::make().text()).outcome(),
            "404 SESSION_NOT_FOUND");
  EXPECT_EQ(post(teacher, "/courses/" + CourseId::make().text() + "/sessions", body()).outcome(),
            "404 COURSE_NOT_FOUND");
}

TEST_P(Sessions, AreNotThereWhereNobodyHasPutThem) {
  const auto elsewhere = "/courses/" + CourseId::make().text() + "/sessions";
  const auto unknown = "/" + ClassSessionId::make().text();
  EXPECT_EQ(post(teacher, elsewhere, body()).outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(get(teacher, elsewhere).outcome(), "404 COURSE_NOT_FOUND");
  for (const auto& [path, outcome] : {std::pair(elsewhere + unknown, "404 COURSE_NOT_FOUND"),
                                      std::pair(course + "/sessions" + unknown, "404 SESSION_NOT_FOUND")}) {
    EXPECT_EQ(get(teacher, path).outcome(), outcome);
    EXPECT_EQ(put(teacher, path, "{}").outcome(), outcome);
    EXPECT_EQ(del(teacher, path).outcome(), outcome);
  }
  EXPECT_EQ(put(teacher, course + "/sessions" + unknown, R"({"title":""})").outcome(),
            "400 VALIDATION_FAILED");
  EXPECT_EQ(del(teacher, course + "/sessions" + unknown + "?scope=some").outcome(), "400 VALIDATION_FAILED");
}

TEST_P(Sessions, RepeatAtTheSameTimeOnTheWall) {
  const auto made = post(teacher, course + "/sessions", body(R"("repeat":{"freq":"weekly","count":3})"));
  EXPECT_EQ(made.outcome(), "201") << made.body;
  EXPECT_NE(made.at("/series_id"), "null");
  EXPECT_EQ(made.each("/sessions", "/starts_at"),
            "2026-03-19T09:00:00.000Z, 2026-03-26T09:00:00.000Z, 2026-04-02T08:00:00.000Z");
}

TEST_P(Sessions, AreListedByTimeAndStatus) {
  add(R"("repeat":{"freq":"weekly","count":3})");
  const auto list = [&](const std::string& query) {
    const auto answer = get(teacher, course + "/sessions?" + query);
    return answer.status == 200 ? answer.each("/sessions", "/starts_at") : answer.outcome();
  };
  EXPECT_EQ(list("from=2026-03-20&to=2026-03-26&tz=Europe/Berlin"), "2026-03-26T09:00:00.000Z");
  EXPECT_EQ(list("from=2026-03-26T10:29:00Z"), "2026-03-26T09:00:00.000Z, 2026-04-02T08:00:00.000Z")
      << "a class that is going on is still to come";
  EXPECT_EQ(list("sort=-starts_at&limit=1"), "2026-04-02T08:00:00.000Z");
  EXPECT_EQ(list("status=cancelled"), "");
  EXPECT_EQ(list("from=yesterday.."), "400 VALIDATION_FAILED");
  EXPECT_EQ(list("tz=Mars"), "400 VALIDATION_FAILED");
}

TEST_P(Sessions, MoveAloneOrWithTheirSeries) {
  const auto made = post(teacher, course + "/sessions", body(R"("repeat":{"freq":"weekly","count":3})"));
  const auto second = course + "/sessions/" + made.at("/sessions/1/id");
  EXPECT_EQ(put(teacher, second, R"({"title":"Optics","scope":"this"})").outcome(), "200");
  EXPECT_EQ(get(teacher, course + "/sessions").each("/sessions", "/title"), "Waves, Optics, Waves");
  EXPECT_EQ(
      put(teacher, second,
          R"({"starts_at":"2026-03-26T14:00:00+01:00","ends_at":"2026-03-26T15:00:00+01:00","scope":"following"})")
          .outcome(),
      "200");
  EXPECT_EQ(get(teacher, course + "/sessions").each("/sessions", "/starts_at"),
            "2026-03-19T09:00:00.000Z, 2026-03-26T13:00:00.000Z, 2026-04-02T12:00:00.000Z");
  EXPECT_EQ(put(teacher, second, R"({"description":"Bring paper","scope":"all"})").outcome(), "200");
  EXPECT_EQ(get(teacher, course + "/sessions").each("/sessions", "/description"),
            "Bring paper, Bring paper, Bring paper");
  EXPECT_EQ(put(teacher, second, R"({"ends_at":"2026-03-26T13:00:00Z"})").field_errors(),
            "ends_at VALIDATION_FAILED");
}

TEST_P(Sessions, StayOnTheCalendarWhenCancelled) {
  const auto made = post(teacher, course + "/sessions", body(R"("repeat":{"freq":"weekly","count":3})"));
  const auto second = course + "/sessions/" + made.at("/sessions/1/id");
  EXPECT_EQ(del(teacher, second + "?scope=following").outcome(), "204");
  EXPECT_EQ(del(teacher, second + "?scope=following").outcome(), "204");
  EXPECT_EQ(get(teacher, course + "/sessions").each("/sessions", "/status"),
            "scheduled, cancelled, cancelled");
  EXPECT_EQ(put(teacher, second, R"({"title":"x"})").outcome(), "409 SESSION_CANCELLED");
  EXPECT_EQ(audited("session.cancel"), 1);
}

TEST_P(Sessions, CannotBeChangedOnceTheyHaveBegun) {
  const auto session = add();
  make_live(session);
  EXPECT_EQ(put(teacher, session, R"({"title":"x"})").outcome(), "409 SESSION_STARTED");
  EXPECT_EQ(del(teacher, session).outcome(), "409 SESSION_STARTED");
}

TEST_P(Sessions, ShowTheirRoomAndRecordings) {
  const auto session = add();
  const auto id = ClassSessionId::parse(session.substr(session.rfind('/') + 1)).value();
  live.session_rooms[id] = {.room_id = RoomId::make(), .join_code = "abc-defg-hjk", .participant_count = 3};
  Lecture lecture;
  lecture.recording_id = RecordingId::make();
  lecture.session_id = id;
  lectures.lectures_of[id_of(course)] = {lecture};
  enroll(course, student);
  EXPECT_EQ(get(student, session).at("/room/participant_count"), "3");
  EXPECT_EQ(get(student, session).at("/recording_ids"), "[]") << "not published";
  EXPECT_EQ(get(teacher, session).at("/recording_ids/0"), lecture.recording_id.text());
}

TEST_P(Sessions, MoveToNowWhenTheyBeginFarOffTheirSchedule) {
  const auto session = add();
  const auto id = ClassSessionId::parse(session.substr(session.rfind('/') + 1)).value();
  const auto scheduled = parse_rfc3339("2026-03-19T09:00:00Z").value();
  const auto start = [&](ClassSession stored, Timestamp now) {
    return database().write([&](db::Transaction& tx) { return start_session(tx, stored, now); }).value();
  };
  ClassSession stored;
  stored.id = id;
  stored.course_id = id_of(course);
  stored.title = "Waves";
  stored.timezone = "UTC";
  stored.starts_at = scheduled;
  stored.ends_at = scheduled + 90min;
  EXPECT_EQ(start(stored, scheduled - 15min).starts_at, scheduled);
  const auto moved = start(stored, scheduled + 16min);
  EXPECT_EQ(moved.starts_at, scheduled + 16min);
  EXPECT_EQ(moved.ends_at, scheduled + 106min);
  EXPECT_EQ(moved.status, SessionStatus::live);
  ASSERT_TRUE(database().write([&](db::Transaction& tx) {
    begin_session(tx, id, scheduled + 17min);
    begin_session(tx, id, scheduled + 30min);
    end_session(tx, id, scheduled + 60min, scheduled + 65min);
  }));
  const auto ended = get(teacher, session);
  EXPECT_EQ(ended.at("/actual_start"), "2026-03-19T09:17:00.000Z");
  EXPECT_EQ(ended.at("/actual_end"), "2026-03-19T10:00:00.000Z");
  EXPECT_EQ(ended.at("/status"), "ended");
}

}  // namespace
}  // namespace vtp::courses
