// Media that move to the server, what moderators do to them there, and what is left when people go.
#include "classroom/media_mode.h"

#include <gtest/gtest.h>

#include "classroom/closing.h"
#include "classroom/joined_room.h"
#include "classroom/media_flow.h"
#include "classroom/moderation.h"
#include "classroom/relay.h"
#include "classroom/room_control.h"
#include "classroom/sending.h"
#include "classroom/transports.h"
#include "classroom/waiting_room.h"
#include "support/classroom/media_stage.h"

namespace vtp::classroom {
namespace {

using namespace std::chrono_literals;
using vtp::testing::MediaStage;
using enum ErrorCode;
using enum sfu::Source;

class MoveToServer : public ::testing::Test, public MediaStage {
 public:
  MoveToServer() : MediaStage(MediaPolicy::automatic) {}
  [[nodiscard]] RoomId id() const { return room.facts.id; }
};

TEST_F(MoveToServer, TellsThoseInsideBeforeTheThirdIsIn) {
  EXPECT_FALSE(engine.is_open(id()));
  heard(theo);
  auto& sam = enter(somebody("Sam"));
  EXPECT_EQ(heard(theo), "media-mode participant-joined");
  const auto mode = last(theo, "media-mode");
  EXPECT_EQ(mode.at("/reason"), "third_participant");
  EXPECT_EQ(mode.at("/router_rtp_capabilities/codecs/1/mimeType"), "video/H264");
  EXPECT_TRUE(engine.is_open(id()));
  EXPECT_EQ(joined_room(room, sam, false, now).media.mode, MediaMode::sfu);
}

TEST_F(MoveToServer, ComesWithAnEncoder) {
  leave(sara);
  heard(theo);
  enter(host(), {.can_p2p = false, .source = EntrySource::whip});
  EXPECT_EQ(heard(theo), "media-mode participant-joined");
  EXPECT_EQ(last(theo, "media-mode").at("/reason"), "whip");
  EXPECT_EQ(last(theo, "participant-joined").at("/participant/source"), "whip");
}

TEST_F(MoveToServer, KeepsTheThirdOutWhileTheServerIsFull) {
  engine.refuse_next(not_ready);
  EXPECT_EQ(try_enter(somebody("Sam"), DeviceId::make()).error().code, not_ready);
  EXPECT_EQ(room.roster.all().size(), 2U);
  EXPECT_EQ(room.media.mode, MediaMode::p2p) << "the two talk on";
  EXPECT_TRUE(try_enter(somebody("Sam"), DeviceId::make()));
}

TEST_F(MoveToServer, KeepsThemWaitingWhileTheServerIsFull) {
  ASSERT_TRUE(change_room(room, theo, {.waiting_room = WaitingRoom::everyone}, now));
  auto& sam = enter(somebody("Sam"));
  engine.refuse_next(not_ready);
  EXPECT_EQ(admit_one(room, theo, sam.id, now).error().code, not_ready);
  engine.refuse_next(not_ready);
  EXPECT_EQ(admit_all(room, theo, now), 0);
  EXPECT_EQ(sam.presence, Presence::waiting);
  EXPECT_EQ(admit_all(room, theo, now), 1);
}

TEST_F(MoveToServer, RefusesMediaUntilThen) {
  EXPECT_EQ(create_transport(room, theo, sfu::Direction::send, false, now).error().code, sfu_not_active);
  engine.refuse_next(not_ready);
  EXPECT_EQ(ask_for_sfu(room, theo, now).error().code, not_ready);
  ASSERT_TRUE(ask_for_sfu(room, theo, now));
  EXPECT_TRUE(create_transport(room, theo, sfu::Direction::send, false, now));
}

TEST_F(MoveToServer, KeepsTheFlagsUntilTheClientsHaveMoved) {
  ASSERT_TRUE(update_self(room, sara, {.audio = true, .video = true, .screen = {}, .display_name = {}}, now));
  ASSERT_TRUE(ask_for_sfu(room, theo, now));
  EXPECT_TRUE(sara.flow.audio);
  send(sara, mic);
  pass(9s);
  EXPECT_TRUE(sara.flow.video) << "its client may be about to send it";
  EXPECT_TRUE(relays_peers(room, now));
  pass(1s);
  EXPECT_FALSE(relays_peers(room, now));
  EXPECT_TRUE(sara.flow.audio);
  EXPECT_FALSE(sara.flow.video) << "nothing of it has come";
  EXPECT_EQ(last(theo, "participant-updated").at("/participant/video"), "false");
  ASSERT_TRUE(
      update_self(room, sara, {.audio = false, .video = true, .screen = {}, .display_name = {}}, now));
  EXPECT_TRUE(sara.flow.audio && !sara.flow.video) << "the server sees for itself";
}

TEST_F(MoveToServer, HoldsWhatAModeratorHadStopped) {
  ASSERT_TRUE(update_self(room, sara, {.audio = true, .video = {}, .screen = {}, .display_name = {}}, now));
  ASSERT_TRUE(stop_track(room, theo, sara.id, Track::mic, true, now));
  pass(3s);
  EXPECT_EQ(room.media.mode, MediaMode::sfu);
  const auto made = try_send(sara, mic);
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->is_paused);
  EXPECT_EQ(last(sara, "producer-paused").at("/by"), "moderator");
  EXPECT_FALSE(sara.flow.audio);
  EXPECT_TRUE(pause_producer(room, sara, made->id, false)) << "it may be taken up again";
  EXPECT_TRUE(sara.flow.audio);
}

TEST_F(MoveToServer, TriesAgainWhileTheServerIsFull) {
  ASSERT_TRUE(update_self(room, sara, {.audio = true, .video = {}, .screen = {}, .display_name = {}}, now));
  ASSERT_TRUE(stop_track(room, theo, sara.id, Track::mic, true, now));
  engine.refuse_next(not_ready);
  pass(3s);
  EXPECT_EQ(room.media.mode, MediaMode::p2p);
  pass(3s);
  EXPECT_EQ(room.media.mode, MediaMode::sfu);
}

TEST_F(MoveToServer, EndsWithTheLastPerson) {
  ASSERT_TRUE(ask_for_sfu(room, theo, now));
  send(sara, camera);
  leave(sara);
  EXPECT_EQ(engine.transport_count(id()), 0U);
  leave(theo);
  EXPECT_FALSE(engine.is_open(id()));
  EXPECT_EQ(room.media.mode, MediaMode::p2p) << "the next ones begin by the rule";
  EXPECT_TRUE(room.media.producers.empty());
}

TEST_F(MoveToServer, EndsWithTheClass) {
  ASSERT_TRUE(ask_for_sfu(room, theo, now));
  open_transport(sara, sfu::Direction::recv);
  ASSERT_TRUE(end_class(room, theo, now));
  EXPECT_FALSE(engine.is_open(id()));
  EXPECT_EQ(kept<MediaUsed>().size(), 1U);
}

class ThroughServer : public ::testing::Test, public MediaStage {};

TEST_F(ThroughServer, PausesWhatAModeratorMutes) {
  const auto id = send(sara, mic);
  receive(theo, id);
  ASSERT_TRUE(stop_track(room, theo, sara.id, Track::mic, true, now));
  deliver();
  EXPECT_TRUE(engine.producer(room.facts.id, id)->is_paused);
  EXPECT_EQ(last(sara, "moderation").at("/action"), "mute-participant");
  EXPECT_EQ(last(sara, "producer-paused").at("/by"), "moderator");
  EXPECT_EQ(last(theo, "participant-updated").at("/participant/audio"), "false");
  EXPECT_TRUE(pause_producer(room, sara, id, false)) << "they may speak again";
  ASSERT_TRUE(stop_track(room, theo, sara.id, Track::mic, false, now));
  EXPECT_EQ(pause_producer(room, sara, id, false).error().code, insufficient_permissions);
  EXPECT_TRUE(engine.producer(room.facts.id, id)->is_paused);
  ASSERT_TRUE(close_producer(room, sara, id));
  EXPECT_EQ(try_send(sara, mic).error().code, insufficient_permissions) << "nor by a new one";
}

TEST_F(ThroughServer, ClosesAScreenWithItsSound) {
  send(sara, screen);
  send(sara, screen_audio);
  send(sara, mic);
  EXPECT_TRUE(sara.flow.screen);
  ASSERT_TRUE(stop_track(room, theo, sara.id, Track::screen, true, now));
  deliver();
  EXPECT_FALSE(sara.flow.screen);
  EXPECT_TRUE(sara.flow.audio);
  EXPECT_EQ(engine.producers(room.facts.id).size(), 1U);
}

TEST_F(ThroughServer, MutesAllButStaff) {
  auto& sam = enter(somebody("Sam"));
  send(theo, mic);
  send(sara, mic);
  send(sam, mic);
  const std::vector except{sam.id};
  EXPECT_EQ(mute_all(room, theo, except, true, now), 1);
  EXPECT_TRUE(theo.flow.audio && sam.flow.audio && !sara.flow.audio);
}

TEST_F(ThroughServer, ClosesWhatIsNotAllowedAnyMore) {
  send(sara, camera);
  send(sara, screen_audio);
  ASSERT_TRUE(set_permissions(room, theo, sara.id, {.camera = false, .screen = false}, now));
  deliver();
  EXPECT_TRUE(engine.producers(room.facts.id).empty());
  EXPECT_EQ(last(sara, "producer-closed").at("/by"), "moderator");
  EXPECT_FALSE(sara.flow.video);
}

TEST_F(ThroughServer, ClosesWhatACohostMaySendNoMore) {
  ASSERT_TRUE(change_room(room, theo, {.settings = SettingsPatch{.screen = false}}, now));
  ASSERT_TRUE(set_role(room, theo, sara.id, RoomRole::cohost, now));
  send(sara, screen);
  ASSERT_TRUE(set_role(room, theo, sara.id, RoomRole::participant, now));
  EXPECT_TRUE(engine.producers(room.facts.id).empty());
}

TEST_F(ThroughServer, DoesNotLetViewersOfTheCourseSend) {
  auto& vera = enter(somebody("Vera", courses::CourseRole::viewer));
  EXPECT_EQ(create_transport(room, vera, sfu::Direction::send, false, now).error().code,
            insufficient_permissions);
  EXPECT_TRUE(create_transport(room, vera, sfu::Direction::recv, false, now));
}

TEST_F(ThroughServer, KeepsTheMediaOfSomebodyWhoIsLost) {
  const auto id = send(sara, mic);
  lose(sara);
  pass(59s);
  EXPECT_TRUE(engine.producer(room.facts.id, id));
  EXPECT_TRUE(sara.flow.audio);
  pass(1s);
  EXPECT_EQ(engine.producer(room.facts.id, id).error().code, producer_not_found);
  EXPECT_EQ(engine.transport_count(room.facts.id), 0U);
}

TEST_F(ThroughServer, ClosesWhatAPageThatWasLoadedAgainHasForgotten) {
  const auto id = send(sara, mic);
  const auto who = somebody("Sara");
  auto same = who;
  same.user = sara.person->user;
  ASSERT_TRUE(try_enter(same, sara.device));
  EXPECT_TRUE(engine.producer(room.facts.id, id)) << "the page may still know it";
  open_transport(sara, sfu::Direction::send);
  deliver();
  EXPECT_FALSE(engine.producer(room.facts.id, id));
  EXPECT_EQ(engine.transport_count(room.facts.id), 1U);
  open_transport(sara, sfu::Direction::send);
  EXPECT_EQ(engine.transport_count(room.facts.id), 2U) << "a page may have two";
}

TEST_F(ThroughServer, FindsACodecThatEverybodyUnderstands) {
  const auto old = send(theo, camera);
  auto& sam = enter(somebody("Sam"));
  EXPECT_EQ(try_receive(sam, old, {"audio/opus", "video/VP8"}).error().code, cannot_consume);
  EXPECT_EQ(last(theo, "video-codec").at("/mimeType"), "video/VP8");
  EXPECT_NE(last(sara, "video-codec").at("/seq"), "absent") << "the whole room hears it";
  const auto made = try_send(theo, camera, old, "video/VP8");
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(engine.producer(room.facts.id, old).error().code, producer_not_found);
  EXPECT_TRUE(theo.flow.video);
  EXPECT_EQ(last(sam, "new-producer").at("/producerId"), made->id.text());
  EXPECT_TRUE(try_receive(sam, made->id, {"audio/opus", "video/VP8"}));
  EXPECT_EQ(joined_room(room, sam, false, now).media.video_codec, "video/VP8");
}

TEST_F(ThroughServer, ReplacesOnlyOnesOwnOfTheSameSource) {
  const auto old = send(theo, camera);
  EXPECT_EQ(try_send(sara, camera, old).error().code, producer_not_found);
  EXPECT_EQ(try_send(theo, screen, old).error().code, validation_failed);
  EXPECT_TRUE(engine.producer(room.facts.id, old));
}

TEST_F(ThroughServer, GoesOnAfterAFailedReplacement) {
  const auto old = send(theo, camera);
  EXPECT_EQ(try_send(theo, camera, old, "video/none").error().code, unsupported_codec);
  EXPECT_FALSE(theo.flow.video);
  EXPECT_TRUE(try_send(theo, camera));
}

TEST_F(ThroughServer, LeavesTheCodecToThoseWhoUnderstandBoth) {
  const auto id = send(theo, camera);
  EXPECT_TRUE(try_receive(sara, id, {"video/VP8", "VIDEO/h264"}));
  EXPECT_EQ(last(theo, "video-codec").name, "");
  auto& sam = enter(somebody("Sam"));
  EXPECT_EQ(try_receive(sam, id, {"audio/opus"}).error().code, cannot_consume);
  EXPECT_EQ(last(theo, "video-codec").name, "") << "there is none that would help";
}

}  // namespace
}  // namespace vtp::classroom
