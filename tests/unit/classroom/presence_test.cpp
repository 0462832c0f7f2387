#include "classroom/presence.h"

#include <gtest/gtest.h>

#include "classroom/hands.h"
#include "classroom/moderation.h"
#include "support/classroom/room_stage.h"

namespace vtp::classroom {
namespace {

using vtp::testing::RoomStage;
using namespace std::chrono_literals;

class PresenceModel : public ::testing::Test, public RoomStage {};

TEST_F(PresenceModel, MakesNoGhostOfALostConnection) {
  auto& theo = enter(host());
  auto& sara = enter(somebody("Sara"));
  const auto id = sara.id;
  heard(theo);
  classroom::lose(room, sara, now - 20s, now);
  EXPECT_EQ(heard(theo), "participant-updated");
  EXPECT_EQ(last(theo, "participant-updated").at("/participant/presence"), "reconnecting");
  pass(39s);
  EXPECT_NE(find(id), nullptr);
  pass(1s);
  EXPECT_EQ(find(id), nullptr) << "60 s after the last packet";
  EXPECT_EQ(heard(theo), "participant-left");
  EXPECT_EQ(last(theo, "participant-left").at("/reason"), "timeout");
}

TEST_F(PresenceModel, EndsAnIntervalWithTheLastPacket) {
  auto& sara = enter(somebody("Sara"));
  const auto began = now;
  pass(5min);
  classroom::lose(room, sara, now - 30s, now);
  EXPECT_TRUE(recover(room, sara, now + 10s));
  const auto closed = kept<PresenceClosed>();
  const auto opened = kept<PresenceOpened>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].ended_at, began + 5min - 30s);
  EXPECT_EQ(closed[0].end, IntervalEnd::network);
  ASSERT_EQ(opened.size(), 2U);
  EXPECT_EQ(opened[1].started_at, now + 10s);
}

TEST_F(PresenceModel, CountsTimeOnSeveralDevicesOnce) {
  const auto sara = somebody("Sara");
  auto& laptop = enter(sara);
  pass(10min);
  auto& phone = enter(sara);
  pass(10min);
  leave(laptop);
  pass(10min);
  EXPECT_EQ(presence_of(room, sara.user, now), 30min);
  leave(phone);
  EXPECT_EQ(presence_of(room, sara.user, now), 30min);
}

TEST_F(PresenceModel, ReckonsAttentionFromHeartbeats) {
  auto& sara = enter(somebody("Sara"));
  for (const bool visible : {true, true, true, false, false}) {
    pass(10s);
    heartbeat(room, sara, visible, false, now);
  }
  pass(30s);
  heartbeat(room, sara, true, false, now);
  pass(40s);
  heartbeat(room, sara, false, true, now);
  leave(sara);
  const auto closed = kept<PresenceClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].attention, 30s) << "silence of more than 20 s is not attention";
}

TEST_F(PresenceModel, RefusesTracksWithoutPermission) {
  auto& theo = enter(host());
  auto& sara = enter(somebody("Sara"));
  room.facts.settings.camera = false;
  sara.person->own.mic = false;
  EXPECT_EQ(update_self(room, sara, {.audio = true}, now).error().code, ErrorCode::insufficient_permissions);
  EXPECT_EQ(update_self(room, sara, {.video = true}, now).error().code, ErrorCode::feature_disabled);
  EXPECT_TRUE(update_self(room, sara, {.audio = false, .screen = true}, now));
  EXPECT_TRUE(update_self(room, theo, {.video = true}, now)) << "hosts may always send";
  auto& vera = enter(somebody("Vera", courses::CourseRole::viewer));
  EXPECT_EQ(update_self(room, vera, {.screen = true}, now).error().code, ErrorCode::insufficient_permissions);
}

TEST_F(PresenceModel, TellsOnlyWhatHasChanged) {
  auto& theo = enter(host());
  auto& sara = enter(somebody("Sara"));
  heard(theo);
  ASSERT_TRUE(update_self(room, sara, {.audio = true, .display_name = "Sara M."}, now));
  const auto event = last(theo, "participant-updated");
  EXPECT_EQ(event.at("/participant/audio"), "true");
  EXPECT_EQ(event.at("/participant/full_name"), "Sara M.");
  EXPECT_EQ(event.at("/participant/video"), "absent");
  heard(theo);
  ASSERT_TRUE(update_self(room, sara, {.audio = true}, now));
  EXPECT_EQ(heard(theo), "");
}

TEST_F(PresenceModel, ClosesARoomThatStaysEmpty) {
  auto& theo = enter(host());
  leave(theo);
  EXPECT_EQ(room.facts.empty_since, now);
  pass(299s);
  EXPECT_FALSE(room.is_closed());
  auto& again = enter(host());
  pass(10min);
  EXPECT_FALSE(room.is_closed());
  lose(again);
  pass(60s + 299s);
  EXPECT_FALSE(room.is_closed());
  pass(1s);
  EXPECT_TRUE(room.is_closed());
  EXPECT_EQ(room.facts.close_reason, CloseReason::empty);
}

TEST_F(PresenceModel, LetsPeopleRefuseToBeRecorded) {
  auto& theo = enter(host());
  auto& sara = enter(somebody("Sara"));
  set_recorded(room, sara, false);
  EXPECT_EQ(last(theo, "participant-updated").at("/participant/not_recorded"), "true");
}

}  // namespace
}  // namespace vtp::classroom
