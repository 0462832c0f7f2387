#include "app/overview.h"

#include <gtest/gtest.h>

#include "support/classroom/classroom_api.h"
#include "support/http/outcome_ledger.h"

namespace vtp::app {
namespace {

using namespace std::chrono_literals;
using vtp::testing::ApiAnswer;

const std::vector<std::string> tags{"Overview"};
const auto* const demand = vtp::testing::demand_every_outcome(tags);

class OverviewTest : public vtp::testing::ClassroomApi {
 protected:
  OverviewTest() { enroll(course, student); }

  void add_routes(http::RouteTable& routes) override {
    ClassroomApi::add_routes(routes);
    add_overview_route(routes, database(), clock);
  }

  ApiAnswer overview(const Identity& who) { return get(who, "/users/me/overview"); }

  std::string add_session(const std::string& title, std::chrono::minutes from_now) {
    const auto starts = clock.now() + from_now;
    const auto answer = post(teacher, course + "/sessions",
                             R"({"title":")" + title + R"(","starts_at":")" + to_rfc3339(starts) +
                                 R"(","ends_at":")" + to_rfc3339(starts + 1h) + R"("})");
    EXPECT_EQ(answer.outcome(), "201") << answer.body;
    return course + "/sessions/" + answer.at("/id");
  }

  /// A published lecture of the course, 100 s long, of which the user has seen so much.
  RecordingId add_lecture(const Identity& viewer, const std::string& title, std::chrono::seconds position,
                          bool is_completed = false) {
    const auto id = RecordingId::make();
    clock.advance(1s);
    const auto added = database().write([&](db::Transaction& tx) {
      tx.query(
          "insert into recordings (id, title, started_by, source, status, format, layout, started_at, "
          "duration_ms, file_path, has_video, streaming_ready, metadata, search_text, created_at, "
          "updated_at) "
          "values ($1, $2, $3, 'upload', 'completed', 'mp4', 'auto', 0, 100000, '', 1, 1, '{}', '', 0, 0)",
          id, title, teacher.user);
      tx.query(
          "insert into course_recordings (id, course_id, recording_id, is_published, "
          "sequence_order, created_at, updated_at) values ($1, $2, $3, 1, 0, 0, 0)",
          courses::LectureId::make(), id_of(course), id);
      std::optional<Timestamp> completed_at;
      if (is_completed) completed_at = clock.now();
      tx.query(
          "insert into playback_positions (recording_id, user_id, position_ms, duration_ms, completed_at, "
          "created_at, updated_at) values ($1, $2, $3, 100000, $4, $5, $5)",
          id, viewer.user, std::int64_t{position.count()} * 1000, completed_at, clock.now());
    });
    EXPECT_TRUE(added) << added.error().message;
    return id;
  }

  const std::string course = add_course(teacher, "PHY");
};
VTP_ON_BOTH_ENGINES(OverviewTest);

TEST_P(OverviewTest, IsEmptyForThoseWhoAreNew) {
  EXPECT_EQ(overview(stranger).body, R"({"live_now":[],"upcoming":[],"continue_watching":[],"alerts":0})");
}

TEST_P(OverviewTest, TellsWhatIsLiveToThoseWhoMayEnter) {
  const auto room = add_room(teacher, R"("room_name":"Waves","course_id":")" + id_in(course) + R"(")");
  EXPECT_EQ(overview(student).each("/live_now", "/title"), "") << "nobody is in it";
  enter(teacher, room);
  ASSERT_TRUE(classroom().hub().settle());
  const auto answer = overview(student);
  EXPECT_EQ(answer.outcome(), "200") << answer.body;
  EXPECT_EQ(answer.at("/live_now/0/room_id"), id_in(room));
  EXPECT_EQ(answer.at("/live_now/0/course_id"), id_in(course));
  EXPECT_EQ(answer.at("/live_now/0/title"), "Waves");
  EXPECT_EQ(overview(stranger).each("/live_now", "/title"), "");
}

TEST_P(OverviewTest, TellsWhatBeginsWithinAWeek) {
  add_session("Tomorrow", 24h);
  add_session("Soon", 1h);
  add_session("Much later", 24h * 8);
  const auto cancelled = add_session("Cancelled", 2h);
  EXPECT_EQ(del(teacher, cancelled).outcome(), "204");
  const auto answer = overview(student);
  EXPECT_EQ(answer.each("/upcoming", "/title"), "Soon, Tomorrow");
  EXPECT_EQ(answer.at("/upcoming/0/course_code"), "PHY");
  EXPECT_EQ(answer.at("/upcoming/0/course_id"), id_in(course));
  EXPECT_EQ(answer.at("/upcoming/0/starts_at"), to_rfc3339(clock.now() + 1h));
  EXPECT_EQ(overview(stranger).each("/upcoming", "/title"), "");
}

TEST_P(OverviewTest, TellsWhatToGoOnWatching) {
  add_lecture(student, "Older", 50s);
  const auto newest = add_lecture(student, "Newer", 20s);
  add_lecture(student, "Hardly begun", 2s);
  add_lecture(student, "At its end", 99s);
  add_lecture(student, "Completed", 50s, true);
  add_lecture(teacher, "Somebody else's", 50s);
  add_lecture(stranger, "Of a course that is left", 50s);
  const auto answer = overview(student);
  EXPECT_EQ(answer.each("/continue_watching", "/title"), "Newer, Older");
  EXPECT_EQ(answer.at("/continue_watching/0/recording_id"), newest.text());
  EXPECT_EQ(answer.at("/continue_watching/0/course_id"), id_in(course));
  EXPECT_EQ(answer.at("/continue_watching/0/thumbnail_url"),
            "/api/v1/recordings/" + newest.text() + "/thumbnail");
  EXPECT_EQ(answer.at("/continue_watching/0/position_seconds"), "20");
  EXPECT_EQ(answer.at("/continue_watching/0/duration_seconds"), "100");
  EXPECT_EQ(overview(stranger).each("/continue_watching", "/title"), "");
}

TEST_P(OverviewTest, NamesNoCourseForALectureOutsideOfAll) {
  const auto own = add_lecture(teacher, "Own", 50s);
  const auto gone = database().write(
      [&](db::Transaction& tx) { tx.query("delete from course_recordings where recording_id = $1", own); });
  ASSERT_TRUE(gone);
  EXPECT_EQ(overview(teacher).at("/continue_watching/0/course_id"), "null");
}

TEST_P(OverviewTest, RefusesWhatIsWrongByItsShape) {
  sweep_routes(tags);
}

}  // namespace
}  // namespace vtp::app
