// Rooms over HTTP: rows 7 to 12, E44, E62 to E64.
#include "classroom/room_routes.h"

#include <gtest/gtest.h>

#include "classroom/unused_rooms.h"
#include "support/classroom/classroom_api.h"

namespace vtp::classroom {
namespace {

using http::Method;
using namespace std::chrono_literals;

class Rooms : public vtp::testing::ClassroomApi {
 public:
  std::string in(const std::string& path) { return R"("course_id":")" + id_in(path) + R"(")"; }
  std::string query(const std::string& path) { return "?room_id=" + id_in(path); }

  const std::string course = add_course(teacher, "PHY");
};
VTP_ON_BOTH_ENGINES(Rooms);

TEST_P(Rooms, AreMadeWithAnIdAndACode) {
  const auto made = post(teacher, "/signalling/room/create", "{}");
  EXPECT_EQ(made.outcome(), "201") << made.body;
  EXPECT_EQ(made.headers.get("Location"), "/api/v1/rooms/" + made.at("/room_id"));
  EXPECT_EQ(made.at("/name"), "Theo's room");
  EXPECT_EQ(made.at("/access"), "link");
  EXPECT_EQ(made.at("/state"), "created");
  EXPECT_EQ(made.at("/max_participants"), "50");
  EXPECT_EQ(made.at("/success"), "true");
  EXPECT_EQ(made.at("/join_code").size(), 12U);
  EXPECT_EQ(get(teacher, "/rooms/" + made.at("/join_code")).at("/room_id"), made.at("/room_id"));
  EXPECT_EQ(audited("room.create"), 1);
}

TEST_P(Rooms, TakeAnIdOrACodeOfOnesOwn) {
  const auto id = RoomId::make().text();
  EXPECT_EQ(post(teacher, "/signalling/room/create", R"({"room_id":")" + id + R"("})").at("/room_id"), id);
  EXPECT_EQ(post(teacher, "/signalling/room/create", R"({"room_id":")" + id + R"("})").outcome(),
            "409 ROOM_EXISTS");
  EXPECT_EQ(post(teacher, "/signalling/room/create", R"({"room_id":"Maths-A"})").at("/join_code"), "mathsa");
  EXPECT_EQ(post(teacher, "/signalling/room/create", R"({"room_id":"mat-hsa"})").outcome(),
            "409 ROOM_EXISTS");
  EXPECT_EQ(post(teacher, "/signalling/room/create", R"({"room_id":"room-1"})").field_errors(),
            "room_id VALIDATION_FAILED");
}

TEST_P(Rooms, GiveTheirCodeFreeAMonthAfterTheyWereClosed) {
  const auto room = add_room(teacher, R"("room_id":"maths")");
  EXPECT_EQ(del(teacher, "/signalling/room/delete" + query(room)).outcome(), "200");
  EXPECT_EQ(post(teacher, "/signalling/room/create", R"({"room_id":"maths"})").outcome(), "409 ROOM_EXISTS");
  clock.advance(31 * 24h);
  const auto again = sign_in("theo@example.org", "Correct-Horse-7").at("/access_token");
  EXPECT_EQ(
      AccountsApi::call(Method::post, "/signalling/room/create", R"({"room_id":"maths"})", bearer(again))
          .outcome(),
      "201");
}

TEST_P(Rooms, RefuseWhatIsNoRoom) {
  EXPECT_EQ(
      post(teacher, "/signalling/room/create",
           R"({"max_participants":1,"access":"all","waiting_room":"x","media_mode":"p2p","record":"x"})")
          .field_errors(),
      "access VALIDATION_FAILED, max_participants VALIDATION_FAILED, waiting_room VALIDATION_FAILED,"
      " media_mode VALIDATION_FAILED, record VALIDATION_FAILED");
  EXPECT_EQ(post(teacher, "/signalling/room/create", R"({"max_participants":501})").field_errors(),
            "max_participants VALIDATION_FAILED");
  EXPECT_EQ(post(teacher, "/signalling/room/create", R"({"access":"course"})").field_errors(),
            "access VALIDATION_FAILED");
  EXPECT_EQ(post(student, "/signalling/room/create", "{}").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(teacher, "/signalling/room/create", R"({"course_id":")" + CourseId::make().text() + R"("})")
                .outcome(),
            "404 COURSE_NOT_FOUND");
  const auto other = add_person(Role::teacher, "Olga");
  EXPECT_EQ(post(other, "/signalling/room/create", "{" + in(course) + "}").outcome(),
            "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(Rooms, RefuseQueriesThatMakeNoSense) {
  const auto room = add_room(teacher);
  const auto endless = "?room_id=" + std::string(65, 'a');
  EXPECT_EQ(get(teacher, "/signalling/room/stats" + endless).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(teacher, "/signalling/room/participants" + endless).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(del(teacher, "/signalling/room/delete" + endless).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(teacher, "/rooms?limit=0").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(teacher, room + "/chat?limit=0").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(teacher, room + "/polls?format=xml").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(teacher, "/rooms?course_id=x").outcome(), "400 INVALID_ID");
  EXPECT_EQ(get(teacher, room + "/chat?before=x").outcome(), "400 INVALID_ID");
  EXPECT_EQ(post(teacher, "/signalling/room/create", R"({"course_id":"x"})").outcome(), "400 INVALID_ID");
}

/// Who may do what with the room of a course: outsider, student, teaching assistant, owner, administrator.
TEST_P(Rooms, AreOpenByRole) {
  const auto ta = add_person(Role::student, "Tara");
  grant(course, ta, "ta");
  enroll(course, student);
  const auto room = add_room(teacher, in(course));
  struct Row {
    Method method;
    std::string path;
    std::string body;
    std::string outsider, student, ta, owner;
  };
  const std::vector<Row> rows{
      {Method::get, room, "", "404", "200", "200", "200"},
      {Method::put, room, R"({"name":"N"})", "404", "403", "200", "200"},
      {Method::get, room + "/chat", "", "404", "403", "200", "200"},
      {Method::get, room + "/polls", "", "404", "403", "200", "200"},
      {Method::get, room + "/polls?format=csv", "", "404", "403", "200", "200"},
      {Method::get, "/signalling/room/participants" + query(room), "", "404", "403", "200", "200"},
      {Method::get, "/signalling/room/stats" + query(room), "", "200", "200", "200", "200"},
      {Method::del, "/signalling/room/delete" + query(room), "", "404", "403", "403", "200"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(to_text(row.method)) + " " + row.path);
    const auto status = [&](const Identity& who) {
      return std::to_string(call(who, row.method, row.path, row.body).status);
    };
    EXPECT_EQ(status(stranger), row.outsider);
    EXPECT_EQ(status(student), row.student);
    EXPECT_EQ(status(ta), row.ta);
    EXPECT_EQ(status(teacher), row.owner);
    EXPECT_EQ(status(Identity{}), row.path.contains("stats") ? "200" : "401");
  }
}

TEST_P(Rooms, ShowTheirCodeToThoseWhoBelongThere) {
  enroll(course, student);
  const auto room = add_room(teacher, in(course) + R"(,"access":"link")");
  EXPECT_EQ(get(student, room).at("/join_code").size(), 12U);
  EXPECT_EQ(get(stranger, room).at("/join_code"), "null") << "may enter, but is not in";
  enter(stranger, room);
  EXPECT_EQ(get(stranger, room).at("/join_code").size(), 12U);
}

TEST_P(Rooms, CountWhoIsIn) {
  enroll(course, student);
  const auto room = add_room(teacher, in(course));
  add_room(teacher);
  enter(teacher, room);
  enter(student, room);
  EXPECT_EQ(get(student, room).at("/participant_count"), "2");
  EXPECT_EQ(get(student, room).at("/state"), "active");
  const auto public_stats = get(Identity{}, "/signalling/room/stats" + query(room));
  EXPECT_EQ(public_stats.at("/participant_count"), "2");
  EXPECT_EQ(public_stats.at("/participants"), "[]");
  const auto stats = get(student, "/signalling/room/stats" + query(room));
  EXPECT_EQ(stats.each("/participants", "/full_name"), "Theo, Sara");
  EXPECT_EQ(stats.at("/participants/0/email"), "absent");
  EXPECT_EQ(get(teacher, "/signalling/room/participants" + query(room)).each("/participants", "/email"),
            "theo@example.org, sara@example.org");
  const auto all = get(Identity{}, "/signalling/rooms/stats");
  EXPECT_EQ(all.at("/count"), "2");
  EXPECT_EQ(all.at("/participant_count"), "2");
  EXPECT_EQ(all.at("/rooms"), "[]");
  EXPECT_EQ(get(student, "/signalling/rooms/stats").each("/rooms", "/name"), "Theo's room");
  EXPECT_EQ(get(admin, "/signalling/rooms/stats").each("/rooms", "/participant_count"), "0, 2");
  const auto health = get(Identity{}, "/signalling/health");
  EXPECT_EQ(health.at("/active_rooms"), "1");
  EXPECT_EQ(health.at("/connections"), "2");
  EXPECT_EQ(health.at("/service"), "signalling");
  EXPECT_EQ(get(Identity{}, "/signalling/room/stats").outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(get(Identity{}, "/signalling/room/stats?room_id=nonsense!").outcome(), "404 ROOM_NOT_FOUND");
}

TEST_P(Rooms, AreListedForThoseWhoMayEnterThem) {
  enroll(course, student);
  const auto of_course = add_room(teacher, in(course) + R"(,"room_name":"A")");
  add_room(teacher, R"("room_name":"B")");
  EXPECT_EQ(get(teacher, "/rooms").each("/rooms", "/name"), "B, A");
  EXPECT_EQ(get(student, "/rooms").each("/rooms", "/name"), "A");
  EXPECT_EQ(get(stranger, "/rooms").each("/rooms", "/name"), "");
  EXPECT_EQ(get(admin, "/rooms?course_id=" + id_in(course)).each("/rooms", "/name"), "A");
  EXPECT_EQ(get(teacher, "/rooms?state=closed").at("/total"), "0");
  set_course_status(course, "draft");
  EXPECT_EQ(get(student, "/rooms").each("/rooms", "/name"), "");
  EXPECT_EQ(get(student, of_course).outcome(), "404 ROOM_NOT_FOUND");
}

TEST_P(Rooms, TellPeopleInsideOfNewSettings) {
  enroll(course, student);
  const auto room = add_room(teacher, in(course));
  const auto sara = enter(student, room);
  const auto changed =
      put(teacher, room, R"({"is_locked":true,"max_participants":30,"settings":{"screen":false}})");
  EXPECT_EQ(changed.outcome(), "200") << changed.body;
  EXPECT_EQ(changed.at("/is_locked"), "true");
  EXPECT_EQ(changed.at("/settings/screen"), "false");
  EXPECT_EQ(changed.at("/settings/mic"), "true");
  EXPECT_EQ(connections.last(sara, "room-updated").at("/room/max_participants"), "30");
  EXPECT_EQ(put(teacher, room, R"({"max_participants":501})").field_errors(),
            "max_participants VALIDATION_FAILED");
  EXPECT_EQ(put(teacher, room, R"({"name":null})").field_errors(), "name VALIDATION_FAILED");
}

TEST_P(Rooms, AreClosedForGood) {
  const auto room = add_room(teacher, in(course));
  const auto theo = enter(teacher, room);
  clock.advance(90s);
  const auto closed = del(teacher, "/signalling/room/delete" + query(room));
  EXPECT_EQ(closed.outcome(), "200") << closed.body;
  EXPECT_EQ(closed.at("/state"), "closed");
  EXPECT_EQ(connections.last(theo, "class-ended").at("/presence_seconds"), "90");
  EXPECT_EQ(emit(theo, "get-participants", "{}").at("/error/code"), "NOT_IN_ROOM");
  EXPECT_EQ(emit(theo, "join-room",
                 R"({"room_id":")" + id_in(room) + R"(","device_id":")" + DeviceId::make().text() + R"("})")
                .at("/error/code"),
            "ROOM_CLOSED");
  clock.advance(10s);
  EXPECT_EQ(del(teacher, "/signalling/room/delete" + query(room)).at("/closed_at"), closed.at("/closed_at"));
  EXPECT_EQ(put(teacher, room, R"({"name":"N"})").outcome(), "409 ROOM_CLOSED");
  restart();
  EXPECT_EQ(del(teacher, "/signalling/room/delete" + query(room)).at("/closed_at"), closed.at("/closed_at"));
  EXPECT_EQ(get(teacher, room).at("/state"), "closed");
}

TEST_P(Rooms, KeepACourseFromBeingDeletedDuringClass) {
  const auto room = add_room(teacher, in(course));
  const auto theo = enter(teacher, room);
  ASSERT_TRUE(classroom().hub().settle());
  EXPECT_EQ(get(teacher, course).at("/live_room/participant_count"), "1");
  EXPECT_EQ(get(teacher, course).at("/live_room/join_code"), get(teacher, room).at("/join_code"));
  EXPECT_EQ(del(teacher, course).outcome(), "409 CLASS_IN_PROGRESS");
  emit(theo, "end-class", "{}");
  ASSERT_TRUE(classroom().hub().settle());
  EXPECT_EQ(get(teacher, course).at("/live_room"), "null");
  EXPECT_EQ(del(teacher, course).outcome(), "204");
}

TEST_P(Rooms, RememberWhatWasSaidToThoseWhoMayReadIt) {
  enroll(course, student);
  const auto room = add_room(teacher, in(course));
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  const auto other = add_person(Role::student, "Sam");
  enroll(course, other);
  const auto sam = enter(other, room);
  emit(sara, "chat-message", R"({"text":"one"})");
  emit(sara, "chat-message", R"({"text":"two","to":"hosts"})");
  const auto third = emit(theo, "chat-message", R"({"text":"three"})");
  const auto history = [&](const Identity& who, const std::string& more = "") {
    return get(who, room + "/chat" + more).each("/messages", "/text");
  };
  EXPECT_EQ(history(teacher), "one, two, three");
  EXPECT_EQ(history(student), "one, two, three");
  EXPECT_EQ(history(other), "one, three");
  EXPECT_EQ(history(student, "?before=" + third.at("/data/message/id") + "&limit=1"), "two");
  EXPECT_EQ(get(student, room + "/chat?limit=2").at("/has_more"), "true");
  emit(theo, "chat-delete", R"({"message_id":")" + third.at("/data/message/id") + R"("})");
  emit(sam, "leave-room", "{}");
  EXPECT_EQ(history(other), "one") << "who was there may read afterwards";
}

TEST_P(Rooms, RememberPolls) {
  enroll(course, student);
  const auto room = add_room(teacher, in(course));
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  const auto poll = emit(theo, "poll-create", R"({"question":"2+2","options":["3","4"]})");
  const auto id = poll.at("/data/poll/poll_id");
  EXPECT_EQ(emit(sara, "poll-vote", R"({"poll_id":")" + id + R"(","choices":[1]})").at("/data/my_choices"),
            "[1]");
  EXPECT_EQ(get(student, room + "/polls").at("/polls/0/my_choices"), "[1]");
  EXPECT_EQ(get(student, room + "/polls").at("/polls/0/counts"), "null");
  EXPECT_EQ(get(teacher, room + "/polls").at("/polls/0/counts"), "[0,1]");
  EXPECT_EQ(get(teacher, room + "/polls?format=csv").body,
            "question,kind,name,choices\r\n2+2,single,Sara,4\r\n");
  emit(theo, "poll-close", R"({"poll_id":")" + id + R"("})");
  EXPECT_EQ(get(student, room + "/polls").at("/polls/0/options/1/votes"), "1");
}

class Classes : public Rooms {
 public:
  std::string add_session() {
    const auto answer =
        post(teacher, course + "/sessions",
             R"({"title":"Waves","starts_at":"2026-03-01T09:00:00Z","ends_at":"2026-03-01T10:00:00Z"})");
    EXPECT_EQ(answer.outcome(), "201") << answer.body;
    return course + "/sessions/" + answer.at("/id");
  }
};
VTP_ON_BOTH_ENGINES(Classes);

TEST_P(Classes, BeginInARoomOfTheirOwn) {
  enroll(course, student);
  const auto session = add_session();
  EXPECT_EQ(post(student, session + "/start").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  const auto started = post(teacher, session + "/start");
  EXPECT_EQ(started.outcome(), "201") << started.body;
  EXPECT_EQ(started.headers.get("Location"), "/api/v1/rooms/" + started.at("/room_id"));
  EXPECT_EQ(started.at("/session_id"), id_in(session));
  EXPECT_EQ(started.at("/name"), "Waves");
  EXPECT_EQ(started.at("/access"), "course");
  const auto again = post(teacher, session + "/start");
  EXPECT_EQ(again.outcome(), "200");
  EXPECT_EQ(again.at("/room_id"), started.at("/room_id"));
  EXPECT_EQ(get(student, session).at("/status"), "live");
  EXPECT_EQ(get(student, session).at("/room/room_id"), started.at("/room_id"));
}

TEST_P(Classes, BelongToTheOwnerEvenIfAnAssistantOpensThem) {
  const auto ta = add_person(Role::student, "Tara");
  grant(course, ta, "ta");
  const auto started = post(ta, add_session() + "/start");
  EXPECT_EQ(started.outcome(), "201") << started.body;
  EXPECT_EQ(started.at("/host_id"), teacher.user.text());
}

TEST_P(Classes, CountFromTheFirstHostToTheEnd) {
  enroll(course, student);
  const auto session = add_session();
  const auto room = "/rooms/" + post(teacher, session + "/start").at("/room_id");
  enter(student, room);
  clock.advance(60s);
  enter(teacher, room);
  clock.advance(600s);
  const auto ended = post(teacher, session + "/end");
  EXPECT_EQ(ended.outcome(), "200") << ended.body;
  EXPECT_EQ(ended.at("/status"), "ended");
  EXPECT_EQ(ended.at("/actual_start"), "2026-03-01T09:01:00.000Z");
  EXPECT_EQ(ended.at("/actual_end"), "2026-03-01T09:11:00.000Z");
  EXPECT_EQ(post(teacher, session + "/end").outcome(), "200");
  EXPECT_EQ(post(teacher, session + "/start").outcome(), "409 SESSION_STARTED");
  EXPECT_EQ(get(student, course).at("/live_room"), "null");
}

TEST_P(Classes, EndWhenTheirLastHostHasGone) {
  enroll(course, student);
  const auto session = add_session();
  const auto room = "/rooms/" + post(teacher, session + "/start").at("/room_id");
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  clock.advance(600s);
  emit(theo, "leave-room", "{}");
  clock.advance(400s);
  emit(sara, "leave-room", "{}");
  pass(300s);
  ASSERT_TRUE(classroom().hub().settle());
  EXPECT_EQ(get(student, session).at("/actual_end"), "2026-03-01T09:10:00.000Z");
}

TEST_P(Classes, EndByThemselvesWhenNobodyHasComeByTheirEnd) {
  const auto unused = add_session();
  const auto empty = "/rooms/" + post(teacher, unused + "/start").at("/room_id");
  const auto used = add_session();
  const auto room = "/rooms/" + post(teacher, used + "/start").at("/room_id");
  enter(teacher, room);
  const auto tidy = [this] {
    EXPECT_TRUE(close_unused_rooms(database(), classroom().hub(), clock.now()));
    EXPECT_TRUE(classroom().hub().settle());
  };
  clock.advance(1h);
  tidy();
  EXPECT_EQ(get(teacher, empty).at("/state"), "created") << "somebody may be late";
  clock.advance(policy.empty_grace);
  tidy();
  EXPECT_EQ(get(teacher, empty).at("/state"), "closed");
  EXPECT_EQ(get(teacher, unused).at("/status"), "ended");
  EXPECT_EQ(get(teacher, room).at("/state"), "active");
}

TEST_P(Classes, AreNotThereWhereNobodyHasPutThem) {
  const auto unknown = "/sessions/" + RoomId::make().text();
  for (const auto* action : {"/start", "/end"}) {
    EXPECT_EQ(post(teacher, "/courses/" + CourseId::make().text() + unknown + action).outcome(),
              "404 COURSE_NOT_FOUND");
    EXPECT_EQ(post(teacher, course + unknown + action).outcome(), "404 SESSION_NOT_FOUND");
    EXPECT_EQ(post(stranger, course + unknown + action).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  }
}

TEST_P(Classes, DoNotBeginOnceCancelled) {
  const auto session = add_session();
  EXPECT_EQ(del(teacher, session).outcome(), "204");
  EXPECT_EQ(post(teacher, session + "/start").outcome(), "409 SESSION_CANCELLED");
  EXPECT_EQ(post(teacher, course + "/sessions/" + RoomId::make().text() + "/start").outcome(),
            "404 SESSION_NOT_FOUND");
}

}  // namespace
}  // namespace vtp::classroom
