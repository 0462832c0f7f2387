#include "classroom/room_recording.h"

#include <gtest/gtest.h>

#include "classroom/closing.h"
#include "classroom/joined_room.h"
#include "classroom/moderation.h"
#include "support/classroom/room_stage.h"

namespace vtp::classroom {
namespace {

using namespace std::chrono_literals;
using vtp::testing::RoomStage;

class RoomRecordingTest : public ::testing::Test, protected RoomStage {
 protected:
  Result<void> begin() {
    auto begun = begin_recording(
        room, {.id = id, .title = "Waves", .started_by = host().user, .started_at = now}, now);
    deliver();
    return begun;
  }
  void end() {
    end_recording(room, id, {.stopped_at = now, .duration = 90'500ms, .bytes = 1234});
    deliver();
  }

  const RecordingId id = RecordingId::make();
};

TEST_F(RoomRecordingTest, PutsTheRoomUnderTheServerAndSaysItWhenMediaAreWritten) {
  auto& teacher = enter(host(), {.can_p2p = true});
  heard(teacher);
  ASSERT_TRUE(begin());
  EXPECT_EQ(room.media.mode, MediaMode::sfu);
  EXPECT_EQ(last(teacher, "media-mode").at("/reason"), "recording");
  EXPECT_EQ(heard(teacher), "media-mode");
  note_recorded_media(room, id);
  note_recorded_media(room, id);
  deliver();
  EXPECT_EQ(heard(teacher), "recording-started");
  const auto started = last(teacher, "recording-started");
  EXPECT_EQ(started.at("/recording_id"), id.text());
  EXPECT_EQ(started.at("/title"), "Waves");
  EXPECT_EQ(started.at("/started_by"), host().user.text());
}

TEST_F(RoomRecordingTest, OnlyOneRunsAtATime) {
  enter(host());
  ASSERT_TRUE(begin());
  EXPECT_EQ(begin().error().code, ErrorCode::already_recording);
  end();
  EXPECT_TRUE(begin());
}

TEST_F(RoomRecordingTest, WhoeverComesLateLearnsOfIt) {
  auto& teacher = enter(host());
  EXPECT_FALSE(joined_room(room, teacher, false, now).recording);
  ASSERT_TRUE(begin());
  const auto pending = joined_room(room, teacher, false, now);
  EXPECT_EQ(pending.recording->status, RecordingState::pending);
  EXPECT_EQ(pending.room.recording_id, id);
  note_recorded_media(room, id);
  set_recording_paused(room, id, true, now);
  const auto joined = joined_room(room, teacher, false, now);
  EXPECT_EQ(joined.recording->status, RecordingState::recording);
  EXPECT_TRUE(joined.recording->paused);
}

TEST_F(RoomRecordingTest, PausesAreTold) {
  auto& teacher = enter(host());
  ASSERT_TRUE(begin());
  heard(teacher);
  set_recording_paused(room, id, true, now);
  set_recording_paused(room, id, true, now);
  set_recording_paused(room, id, false, now);
  deliver();
  EXPECT_EQ(heard(teacher), "recording-paused recording-resumed");
}

TEST_F(RoomRecordingTest, TellsWhatItHasBecome) {
  auto& teacher = enter(host());
  ASSERT_TRUE(begin());
  heard(teacher);
  end();
  RecordingReady ready;
  ready.recording_id = id;
  ready.status = "processing";
  tell_recording_ready(room, ready);
  tell_recording_failed(room, id, {.code = ErrorCode::insufficient_storage, .message = "full"}, now);
  deliver();
  EXPECT_EQ(heard(teacher), "recording-stopped recording-ready recording-error");
  EXPECT_EQ(std::stod(last(teacher, "recording-stopped").at("/duration_seconds")), 90.5);
  EXPECT_EQ(last(teacher, "recording-stopped").at("/file_size_bytes"), "1234");
  EXPECT_EQ(last(teacher, "recording-ready").at("/streaming_ready"), "true");
  EXPECT_EQ(last(teacher, "recording-error").at("/code"), "INSUFFICIENT_STORAGE");
  EXPECT_FALSE(room.recording);
}

TEST_F(RoomRecordingTest, WhatIsSaidOfAnotherRecordingIsNotHeard) {
  auto& teacher = enter(host());
  ASSERT_TRUE(begin());
  heard(teacher);
  const auto other = RecordingId::make();
  note_recorded_media(room, other);
  set_recording_paused(room, other, true, now);
  end_recording(room, other, {});
  take_back_recording(room, other);
  deliver();
  EXPECT_EQ(heard(teacher), "");
  EXPECT_TRUE(room.recording);
  take_back_recording(room, id);
  EXPECT_FALSE(room.recording);
}

TEST_F(RoomRecordingTest, ARoomThatIsEmptyForAWhileStaysWithTheServer) {
  auto& teacher = enter(host());
  ASSERT_TRUE(begin());
  leave(teacher);
  EXPECT_TRUE(room.media.is_open);
  end();
  EXPECT_FALSE(room.media.is_open);
}

TEST_F(RoomRecordingTest, NobodyRecordsAnEmptyRoomForEver) {
  auto& teacher = enter(host());
  ASSERT_TRUE(begin());
  leave(teacher);
  pass(policy.empty_grace + 1s);
  EXPECT_TRUE(room.is_closed());
  EXPECT_FALSE(room.media.is_open);
}

TEST_F(RoomRecordingTest, TheEndOfTheClassNamesTheRecording) {
  auto& teacher = enter(host());
  ASSERT_TRUE(begin());
  const auto connection = teacher.connection;
  ASSERT_TRUE(end_class(room, teacher, now));
  deliver();
  EXPECT_EQ(last(connection, "class-ended").at("/recording_id"), id.text());
  EXPECT_FALSE(room.recording);
}

TEST_F(RoomRecordingTest, WhoeverRecordsHearsOfWishesAndRoles) {
  auto& teacher = enter(host());
  auto& student = enter(somebody("Salma"));
  room.effects.take_people();
  set_recorded(room, student, false);
  EXPECT_EQ(room.effects.take_people(), std::vector{student.id});
  ASSERT_TRUE(set_role(room, teacher, student.id, RoomRole::cohost, now));
  EXPECT_EQ(room.effects.take_people(), std::vector{student.id});
}

TEST_F(RoomRecordingTest, AClassThatIsToBeRecordedByItselfSaysSoWhenAHostComes) {
  room.facts.auto_record = true;
  enter(somebody("Salma"));
  EXPECT_FALSE(room.effects.take_wants_recording());
  enter(host());
  EXPECT_TRUE(room.effects.take_wants_recording());
  enter(host());
  EXPECT_FALSE(room.effects.take_wants_recording());
}

}  // namespace
}  // namespace vtp::classroom
