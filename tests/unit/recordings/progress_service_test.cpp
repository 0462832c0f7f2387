#include "recordings/progress_service.h"

#include <gtest/gtest.h>

#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

class Progress : public test::RecordingsApi {
 public:
  Progress() : lecture(add_recording()) { link(course, lecture); }

  test::Answer report(const Identity& who, const std::string& fields) {
    return post(who, path(lecture, "/progress"), "{" + fields + "}");
  }
  /// A segment that was played until now.
  std::string segment(double from, double to, std::chrono::milliseconds wall, const std::string& more = {}) {
    const auto end = clock.now();
    return R"({"from":)" + std::to_string(from) + R"(,"to":)" + std::to_string(to) + R"(,"wall_from":")" +
           to_rfc3339(end - wall) + R"(","wall_to":")" + to_rfc3339(end) + "\"" + more + "}";
  }
  test::Answer info(const Identity& who) { return get(who, path(lecture, "/info")); }

  const RecordingId lecture;
};
VTP_ON_BOTH_ENGINES(Progress);

TEST_P(Progress, FirstCallOpensASession) {
  const auto answer = report(student, R"("position":12.5,"event":"play")");
  EXPECT_EQ(answer.outcome(), "200") << answer.body;
  EXPECT_EQ(answer.at("/position"), "12.5");
  EXPECT_EQ(answer.at("/duration"), "600");
  EXPECT_EQ(answer.at("/completed"), "false");
  EXPECT_EQ(answer.at("/coverage_percent"), "0");
  EXPECT_EQ(answer.at("/next_heartbeat_seconds"), "10");
  clock.advance(10s);
  EXPECT_EQ(report(student, R"("position":22.5)").at("/session_id"), answer.at("/session_id"));
}

TEST_P(Progress, SilenceOfAMinuteEndsASession) {
  const auto first = report(student, R"("position":0,"event":"play")").at("/session_id");
  clock.advance(61s);
  const auto second = report(student, R"("position":10,"session_id":")" + first + "\"").at("/session_id");
  EXPECT_NE(first, second);
}

TEST_P(Progress, SuccessivePositionsAreTakenForPlaying) {
  report(student, R"("position":100,"event":"play")");
  clock.advance(10s);
  EXPECT_EQ(report(student, R"("position":110)").number("/coverage_percent"), 1.67);
  clock.advance(10s);  // a jump
  report(student, R"("position":300,"event":"seek")");
  clock.advance(6s);
  EXPECT_EQ(report(student, R"("position":306,"event":"pause")").number("/coverage_percent"), 2.67);
}

TEST_P(Progress, JumpsAndLongGapsAreNotPlaying) {
  report(student, R"("position":0,"event":"play")");
  clock.advance(10s);
  EXPECT_EQ(report(student, R"("position":60)").at("/coverage_percent"), "0");  // 60 s within 10 s
  clock.advance(31s);
  EXPECT_EQ(report(student, R"("position":80)").at("/coverage_percent"), "0");
  clock.advance(10s);
  EXPECT_EQ(report(student, R"("position":70)").at("/coverage_percent"), "0");  // backwards
  clock.advance(10s);
  EXPECT_EQ(report(student, R"("position":90,"speed":2)").number("/coverage_percent"), 3.33);
}

TEST_P(Progress, ExplicitSegmentsCount) {
  report(student, R"("position":0,"event":"play")");
  clock.advance(20s);
  const auto answer = report(student, R"("position":20,"segments":[)" + segment(0, 20, 20s) + "]");
  EXPECT_EQ(answer.number("/coverage_percent"), 3.33);
  EXPECT_EQ(answer.at("/rejected_segments"), "0");
  // The same once more changes nothing.
  const auto again = report(student, R"("position":20,"segments":[)" + segment(0, 20, 20s) + "]");
  EXPECT_EQ(again.number("/coverage_percent"), 3.33);
}

TEST_P(Progress, IncredibleSegmentsAreCountedAndLeftOut) {
  report(student, R"("position":0,"event":"play")");
  clock.advance(30s);
  const auto answer =
      report(student, R"("position":0,"speed":2,"segments":[)" + segment(0, 120, 30s) + "," +
                          segment(700, 710, 10s) + "," + segment(0, 5, 10s, R"(,"speed":5)") + "]");
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/rejected_segments"), "3");
  EXPECT_EQ(answer.at("/coverage_percent"), "0");
}

TEST_P(Progress, ClaimedTimeIsBoundedByTheTimeThatPassed) {
  report(student, R"("position":0,"event":"play")");
  clock.advance(10s);
  const auto answer = report(student, R"("position":300,"segments":[)" + segment(0, 300, 300s) + "]");
  EXPECT_EQ(answer.at("/rejected_segments"), "1");
}

TEST_P(Progress, OfflinePlayingIsTakenOnceForAWeek) {
  const auto offline = R"("position":300,"offline":true,"segments":[)" + segment(0, 300, 300s) + "]";
  EXPECT_EQ(report(student, offline).number("/coverage_percent"), 50);
  // Another session claims the same time for something else.
  clock.advance(2min);
  const auto other = R"("position":600,"offline":true,"segments":[)" + segment(300, 500, 300s + 2min) + "]";
  EXPECT_LT(report(student, other).number("/coverage_percent"), 80);
  const auto old = R"("position":600,"offline":true,"segments":[)" + segment(500, 600, 24h * 8) + "]";
  EXPECT_EQ(report(student, old).at("/rejected_segments"), "1");
}

TEST_P(Progress, CompletionStays) {
  report(student, R"("position":0,"event":"play")");
  clock.advance(540s);
  EXPECT_EQ(report(student, R"("position":540,"session_id":null,"segments":[])").at("/completed"), "false");
  const auto offline = R"("position":540,"offline":true,"segments":[)" + segment(0, 540, 540s) + "]";
  EXPECT_EQ(report(student, offline).at("/completed"), "true");
  EXPECT_EQ(report(student, R"("position":3)").at("/completed"), "true");
  EXPECT_EQ(info(student).at("/completed"), "true");
  EXPECT_EQ(info(student).at("/resume_position_seconds"), "0");
  EXPECT_EQ(info(student).at("/coverage_percent"), "90");
}

TEST_P(Progress, ViewerGoesOnWhereTheyLeftOnAnyDevice) {
  report(student, R"("position":123.4,"event":"pause")");
  EXPECT_EQ(info(student).at("/resume_position_seconds"), "123.4");
  EXPECT_EQ(info(teacher).at("/resume_position_seconds"), "0");
}

TEST_P(Progress, ViewCountsFromTenSecondsOn) {
  report(student, R"("position":0,"event":"play")");
  clock.advance(9s);
  report(student, R"("position":9)");
  EXPECT_EQ(info(teacher).at("/analytics/total_sessions"), "0");
  clock.advance(5s);
  report(student, R"("position":14,"quality":"720p","buffer_events":2)");
  const auto figures = get(teacher, path(lecture, "/analytics"));
  EXPECT_EQ(figures.outcome(), "200");
  EXPECT_EQ(figures.at("/total_sessions"), "1");
  EXPECT_EQ(figures.at("/unique_viewers"), "1");
  EXPECT_EQ(figures.at("/total_playtime"), "14");
  EXPECT_EQ(figures.at("/average_quality"), "720p");
  EXPECT_EQ(figures.at("/buffer_events"), "2");
  EXPECT_EQ(figures.at("/peak_concurrent_viewers"), "1");
  EXPECT_EQ(figures.number("/completion_rate"), 2.33);
  EXPECT_EQ(get(student, path(lecture, "/analytics")).outcome(), "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(Progress, FormsAreTakenToo) {
  const auto answer =
      call(&student, http::Method::post, path(lecture, "/progress"), "position=42&event=pause",
           {{"Content-Type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(answer.outcome(), "200") << answer.body;
  EXPECT_EQ(answer.at("/position"), "42");
}

TEST_P(Progress, BadReportsAreRefused) {
  EXPECT_EQ(report(student, "").outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(report(student, R"("position":-1)").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(report(student, R"("position":606)").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(report(student, R"("position":604)").outcome(), "200");
  EXPECT_EQ(report(student, R"("position":1,"speed":5)").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(report(student, R"("position":1,"event":"stop")").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(report(student, R"("position":1,"segments":[{"from":1}])").outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(report(student, R"("position":1,"session_id":"x")").outcome(), "400 INVALID_ID");
  EXPECT_EQ(report(stranger, R"("position":1)").outcome(), "404 RECORDING_NOT_FOUND");
}

TEST_P(Progress, SessionOfSomebodyElseIsNotFound) {
  const auto session = report(teacher, R"("position":1)").at("/session_id");
  EXPECT_EQ(report(student, R"("position":1,"session_id":")" + session + "\"").outcome(),
            "404 SESSION_NOT_FOUND");
}

TEST_P(Progress, UnpublishedLecturesTakeNone) {
  const auto hidden = add_recording();
  link(course, hidden, false);
  EXPECT_EQ(post(student, path(hidden, "/progress"), R"({"position":1})").outcome(),
            "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(get(student, path(hidden, "/info")).outcome(), "404 RECORDING_NOT_FOUND");
}

}  // namespace
}  // namespace vtp::recordings
