// Classes are recorded over HTTP: rows 13 and 14, E51, and what becomes of a recording that nobody ended.
#include <thread>

#include <gtest/gtest.h>

#include "live/class_recording_service.h"
#include "recordings/media_keys.h"
#include "support/live/live_api.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using vtp::testing::ApiAnswer;

class ClassRecordings : public vtp::testing::LiveApi {
 public:
  ClassRecordings() {
    enroll(course, student);
    grant(course, assistant, "ta");
  }

  ApiAnswer start(const Identity& who, const std::string& more = {}) {
    return post(who, "/recordings/start",
                R"({"room_id":")" + id_in(room) + R"(","title":"Waves")" + more + "}");
  }
  std::string begin(const Identity& who) {
    const auto answer = start(who);
    EXPECT_EQ(answer.outcome(), "201") << answer.body;
    return "/recordings/" + answer.at("/recording_id");
  }
  /// Somebody speaks until that is being written down.
  void speak(const std::string& recording) {
    tapped.open_microphone(ParticipantId::make());
    for (int i = 0; i < 3000 && get(teacher, recording).at("/status") != "recording"; ++i) {
      tapped.speak();
      std::this_thread::sleep_for(2ms);
    }
    for (int i = 0; i < 100; ++i) {
      tapped.speak();
      std::this_thread::sleep_for(2ms);
    }
    EXPECT_EQ(get(teacher, recording).at("/status"), "recording");
  }
  void wait_for(const std::string& recording, const std::string& status) {
    for (int i = 0; i < 3000 && get(teacher, recording).at("/status") != status; ++i)
      std::this_thread::sleep_for(2ms);
    EXPECT_EQ(get(teacher, recording).at("/status"), status);
  }

  const Identity assistant = add_person(Role::student, "Asma");
  const std::string course = add_course(teacher, "PHY");
  const std::string room = add_room(teacher, R"("course_id":")" + id_in(course) + R"(")");
};
VTP_ON_BOTH_ENGINES(ClassRecordings);

TEST_P(ClassRecordings, BecomeLecturesOfTheCourse) {
  const auto seat = enter(teacher, room);
  const auto started = start(teacher, R"(,"description":"Chapter 3","metadata":{"week":3})");
  ASSERT_EQ(started.outcome(), "201") << started.body;
  EXPECT_EQ(started.at("/status"), "pending");
  EXPECT_EQ(started.at("/room_id"), id_in(room));
  const auto path = "/recordings/" + started.at("/recording_id");
  EXPECT_EQ(started.headers.get("Location"), "/api/v1" + path);
  EXPECT_EQ(get(teacher, room).at("/recording_id"), started.at("/recording_id"));
  EXPECT_EQ(get(teacher, path).at("/source"), "room");
  EXPECT_EQ(get(teacher, path).at("/metadata/week"), "3");
  EXPECT_EQ(get(teacher, course + "/recordings").at("/recordings/0/recording_id"),
            started.at("/recording_id"));
  speak(path);
  EXPECT_EQ(connections.wait_for(seat, "recording-started").at("/title"), "Waves");

  const auto stopped = post(teacher, path + "/stop", "");
  ASSERT_EQ(stopped.outcome(), "200") << stopped.body;
  ASSERT_EQ(stopped.at("/streaming_ready"), "true");
  EXPECT_GT(std::stod(stopped.at("/duration_seconds")), 0);
  EXPECT_EQ(get(teacher, path).at("/has_video"), "false");
  EXPECT_EQ(get(teacher, path + "/stream/master.m3u8").status, 200);
  EXPECT_EQ(connections.wait_for(seat, "recording-stopped").at("/recording_id"), started.at("/recording_id"));
  EXPECT_EQ(connections.wait_for(seat, "recording-ready").at("/streaming_ready"), "true");
  EXPECT_EQ(post(teacher, path + "/stop", "").outcome(), "409 NOT_RECORDING");
}

TEST_P(ClassRecordings, AreStartedByHostsAndCoHosts) {
  EXPECT_EQ(start(student).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(start(assistant).outcome(), "201");
  EXPECT_EQ(start(teacher).outcome(), "409 ALREADY_RECORDING");
  EXPECT_EQ(post(teacher, "/recordings/start", R"({"room_id":"abcdefghjk","title":"x"})").outcome(),
            "404 ROOM_NOT_FOUND");
  EXPECT_EQ(post(teacher, "/recordings/start", R"({"room_id":"abcdefghjk"})").outcome(),
            "400 MISSING_FIELDS");
  EXPECT_EQ(start(teacher, R"(,"layout":"mosaic")").outcome(), "400 VALIDATION_FAILED");
}

TEST_P(ClassRecordings, AreEndedByWhoeverControlsThem) {
  const auto path = begin(assistant);
  EXPECT_EQ(post(student, path + "/stop", "").outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(student, path + "/pause", "").outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(student, path + "/resume", "").outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(teacher, course + "/recordings/" + id_in(path) + "/publish", "").outcome(), "200");
  EXPECT_EQ(post(student, path + "/stop", "").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(student, path + "/pause", "").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(student, path + "/resume", "").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(teacher, path + "/stop", "").outcome(), "200");
}

TEST_P(ClassRecordings, OfNothingFail) {
  const auto path = begin(teacher);
  const auto stopped = post(teacher, path + "/stop", "");
  EXPECT_EQ(stopped.at("/status"), "failed");
  EXPECT_EQ(stopped.at("/streaming_ready"), "false");
  EXPECT_EQ(get(teacher, path).at("/error_message"), "no media received");
}

TEST_P(ClassRecordings, Pause) {
  const auto seat = enter(teacher, room);
  const auto path = begin(teacher);
  speak(path);
  EXPECT_EQ(post(teacher, path + "/pause", "").at("/paused"), "true");
  EXPECT_EQ(post(teacher, path + "/pause", "").at("/paused"), "true");
  EXPECT_EQ(post(teacher, path + "/resume", "").at("/paused"), "false");
  EXPECT_EQ(connections.wait_for(seat, "recording-paused").at("/recording_id"), id_in(path));
  EXPECT_EQ(connections.wait_for(seat, "recording-resumed").at("/recording_id"), id_in(path));
  post(teacher, path + "/stop", "");
  EXPECT_EQ(post(teacher, path + "/pause", "").outcome(), "409 NOT_RECORDING");
  EXPECT_EQ(post(teacher, path + "/resume", "").outcome(), "409 NOT_RECORDING");
}

TEST_P(ClassRecordings, NeedARoomThatIsOpenAndAPlaceOnTheDisk) {
  tapped.refuses = true;
  EXPECT_EQ(start(teacher).outcome(), "409 ROOM_CLOSED") << "just now";
  EXPECT_EQ(get(teacher, room).at("/recording_id"), "null");
  EXPECT_EQ(get(teacher, "/recordings").at("/total"), "0");
  tapped.refuses = false;
  recording_settings().min_free_percent = 100;
  EXPECT_EQ(start(teacher).outcome(), "507 INSUFFICIENT_STORAGE");
  recording_settings().min_free_percent = 0;
  del(teacher, "/signalling/room/delete?room_id=" + id_in(room));
  EXPECT_EQ(start(teacher).outcome(), "409 ROOM_CLOSED");
}

TEST_P(ClassRecordings, EndWithTheirRoom) {
  const auto path = begin(teacher);
  speak(path);
  tapped.close();
  wait_for(path, "completed");
  EXPECT_EQ(get(teacher, path).at("/streaming_ready"), "true");
}

TEST_P(ClassRecordings, BeginByThemselvesWhereThatIsWanted) {
  const auto other = add_room(teacher, R"("record":"auto")");
  enter(teacher, other);
  for (int i = 0; i < 3000 && get(teacher, other).at("/recording_id") == "null"; ++i)
    std::this_thread::sleep_for(2ms);
  EXPECT_NE(get(teacher, other).at("/recording_id"), "null");
}

TEST_P(ClassRecordings, ThatWereCutOffBecomeLecturesAtTheNextStart) {
  const auto id = add_running(room);
  RecordedTracks tracks(store().path_of(recordings::keys::track(id, "any"))->parent_path());
  const auto sound = tracks.create({.name = "programme-sound", .owner = {}, .user = {}},
                                   ProgrammeSound::track_record(clock.now()));
  ASSERT_TRUE(sound);
  ASSERT_TRUE(sound->log->append_init({.codec = "mp4a.40.2", .bytes = "init"}));
  for (std::uint64_t second = 0; second < 5; ++second)
    ASSERT_TRUE(sound->log->append_part(
        {.start = second * 48'000, .duration = 48'000, .is_independent = true}, "part"));
  ASSERT_TRUE(recorder().recover());
  const auto path = "/recordings/" + id.text();
  EXPECT_EQ(get(teacher, path).at("/streaming_ready"), "true");
  EXPECT_EQ(std::stod(get(teacher, path).at("/duration_seconds")), 5);
  EXPECT_NE(get(teacher, path).at("/stopped_at"), "null");
  EXPECT_EQ(post(teacher, path + "/stop", "").outcome(), "409 NOT_RECORDING");
}

TEST_P(ClassRecordings, BecomeLecturesWhenTheProgramIsStopped) {
  const auto path = begin(teacher);
  speak(path);
  recorder().stop_all();
  EXPECT_EQ(get(teacher, path).at("/streaming_ready"), "true");
}

}  // namespace
}  // namespace vtp::live
