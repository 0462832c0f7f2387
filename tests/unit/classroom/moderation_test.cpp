#include "classroom/moderation.h"

#include <gtest/gtest.h>

#include "classroom/chatting.h"
#include "classroom/closing.h"
#include "classroom/media_mode.h"
#include "classroom/relay.h"
#include "classroom/rights.h"
#include "classroom/room_control.h"
#include "classroom/waiting_room.h"
#include "support/classroom/room_stage.h"

namespace vtp::classroom {
namespace {

using courses::CourseRole;
using vtp::testing::RoomStage;
using namespace std::chrono_literals;
using enum ErrorCode;

class Moderation : public ::testing::Test, public RoomStage {
 public:
  Participant& theo = enter(host());
  Participant& sara = enter(somebody("Sara"));

  void flow(Participant& who, SelfUpdate flags) { ASSERT_TRUE(update_self(room, who, flags, now)); }
};

TEST_F(Moderation, IsForHostsAndCohosts) {
  auto& sam = enter(somebody("Sam"));
  EXPECT_EQ(stop_track(room, sara, sam.id, Track::mic, true, now).error().code, insufficient_permissions);
  EXPECT_EQ(mute_all(room, sara, {}, true, now).error().code, insufficient_permissions);
  EXPECT_EQ(set_permissions(room, sara, sam.id, {}, now).error().code, insufficient_permissions);
  EXPECT_EQ(remove_person(room, sara, sam.id, true, {}, now).error().code, insufficient_permissions);
  EXPECT_EQ(set_role(room, sara, sara.id, RoomRole::host, now).error().code, insufficient_permissions);
  EXPECT_EQ(change_room(room, sara, {.is_locked = true}, now).error().code, insufficient_permissions);
  EXPECT_EQ(set_break(room, sara, true, now).error().code, insufficient_permissions);
  EXPECT_EQ(end_class(room, sara, now).error().code, insufficient_permissions);
  EXPECT_EQ(ask_for_sfu(room, sara, now).error().code, insufficient_permissions);
  EXPECT_EQ(admit_all(room, sara, now).error().code, insufficient_permissions);
  EXPECT_FALSE(room.is_closed());
  EXPECT_FALSE(room.facts.is_locked);
}

TEST_F(Moderation, KeepsHostsOutOfTheReachOfCohosts) {
  auto& tara = enter(somebody("Tara", CourseRole::ta));
  EXPECT_EQ(stop_track(room, tara, theo.id, Track::mic, true, now).error().code, insufficient_permissions);
  EXPECT_EQ(remove_person(room, tara, theo.id, false, {}, now).error().code, insufficient_permissions);
  EXPECT_EQ(set_role(room, tara, sara.id, RoomRole::cohost, now).error().code, insufficient_permissions);
  EXPECT_EQ(end_class(room, tara, now).error().code, insufficient_permissions);
  EXPECT_TRUE(stop_track(room, theo, tara.id, Track::mic, true, now));
  EXPECT_EQ(remove_person(room, theo, theo.id, false, {}, now).error().code, insufficient_permissions);
}

TEST_F(Moderation, TellsTheTargetAndExpectsItToObey) {
  flow(sara, {.audio = true});
  ASSERT_TRUE(stop_track(room, theo, sara.id, Track::mic, true, now));
  EXPECT_EQ(last(sara, "moderation").at("/action"), "mute-participant");
  EXPECT_EQ(last(sara, "moderation").at("/by"), theo.id.text());
  pass(2s);
  flow(sara, {.audio = false});
  pass(5s);
  EXPECT_EQ(room.media.mode, MediaMode::p2p) << "it has obeyed";
  flow(sara, {.audio = true});
  ASSERT_TRUE(stop_track(room, theo, sara.id, Track::mic, true, now));
  pass(3s);
  EXPECT_EQ(room.media.mode, MediaMode::sfu);
  EXPECT_EQ(last(sara, "media-mode").at("/reason"), "moderation");
}

TEST_F(Moderation, WithdrawsThePermissionForGood) {
  const auto who = sara.person->user;
  ASSERT_TRUE(stop_track(room, theo, sara.id, Track::camera, false, now));
  EXPECT_EQ(last(sara, "participant-updated").at("/participant/permissions/camera"), "false");
  EXPECT_EQ(update_self(room, sara, {.video = true}, now).error().code, insufficient_permissions);
  auto again = somebody("Sara");
  again.user = who;
  leave(sara);
  auto& back = enter(again);
  EXPECT_FALSE(permissions_of(room, back).camera) << "leaving does not lift it";
  ASSERT_TRUE(set_permissions(room, theo, back.id, {.camera = true}, now));
  EXPECT_TRUE(permissions_of(room, back).camera);
}

TEST_F(Moderation, MutesEverybodyButStaffAndExceptions) {
  auto& tara = enter(somebody("Tara", CourseRole::ta));
  auto& sam = enter(somebody("Sam"));
  const std::vector except{sam.id};
  EXPECT_EQ(mute_all(room, theo, except, true, now).value(), 1);
  EXPECT_EQ(last(sara, "moderation").at("/kind"), "mic");
  EXPECT_EQ(last(tara, "moderation").name + last(sam, "moderation").name, "");
}

TEST_F(Moderation, StopsTracksThatAreNotAllowedAnyMore) {
  flow(sara, {.video = true, .screen = true});
  ASSERT_TRUE(change_room(room, theo, {.settings = SettingsPatch{.screen = false}}, now));
  EXPECT_EQ(last(sara, "room-updated").at("/room/settings/screen"), "false");
  EXPECT_EQ(last(sara, "moderation").at("/action"), "stop-screen");
  ASSERT_TRUE(set_permissions(room, theo, std::nullopt, {.camera = false}, now));
  EXPECT_EQ(last(sara, "moderation").at("/action"), "stop-video");
}

TEST_F(Moderation, RemovesAPersonWithAllDevices) {
  const auto who = somebody("Sam");
  auto& laptop = enter(who);
  auto& phone = enter(who);
  const auto laptop_id = laptop.id;
  const auto connections = std::array{laptop.connection, phone.connection};
  ASSERT_TRUE(remove_person(room, theo, phone.id, false, "noise", now));
  for (const auto connection : connections) EXPECT_EQ(last(connection, "moderation").at("/reason"), "noise");
  EXPECT_EQ(find(laptop_id), nullptr);
  EXPECT_EQ(last(sara, "participant-left").at("/reason"), "removed");
  EXPECT_EQ(dismissed.size(), 2U);
  EXPECT_TRUE(try_enter(who, DeviceId::make())) << "without a ban one may come again";
}

TEST_F(Moderation, PromotesPeopleOnAllTheirDevicesAndForTheWholeClass) {
  ASSERT_TRUE(set_role(room, theo, sara.id, RoomRole::cohost, now));
  EXPECT_EQ(last(theo, "participant-updated").at("/participant/room_role"), "cohost");
  EXPECT_TRUE(sara.is_staff());
  auto again = somebody("Sara");
  again.user = sara.person->user;
  leave(sara);
  EXPECT_TRUE(enter(again).is_staff());
  auto& vera = enter(somebody("Vera", CourseRole::viewer));
  EXPECT_EQ(set_role(room, theo, vera.id, RoomRole::cohost, now).error().code, insufficient_permissions);
  EXPECT_EQ(set_role(room, theo, theo.id, RoomRole::participant, now).error().code, insufficient_permissions);
  EXPECT_EQ(set_role(room, theo, ParticipantId::make(), RoomRole::host, now).error().code,
            participant_not_found);
}

TEST_F(Moderation, LetsPeopleInFromTheWaitingRoom) {
  room.facts.waiting_room = WaitingRoom::everyone;
  auto& first = enter(somebody("First"));
  auto& second = enter(somebody("Second"));
  EXPECT_EQ(last(theo, "waiting-list").at("/waiting/1/full_name"), "Second");
  EXPECT_EQ(last(second, "waiting-updated").at("/position"), "2");
  ASSERT_TRUE(post_message(room, theo, {.text = "hi", .to = {}, .reply_to = {}}, now));
  EXPECT_EQ(last(first, "chat-message").name, "") << "nobody hears anything before the door";
  ASSERT_TRUE(admit_one(room, theo, first.id, now));
  EXPECT_EQ(last(first, "joined-room").at("/messages/0/text"), "hi");
  EXPECT_EQ(last(second, "waiting-updated").at("/position"), "1");
  ASSERT_TRUE(deny_one(room, theo, second.id, now));
  EXPECT_EQ(room.roster.all().size(), 3U);
  EXPECT_EQ(admit_one(room, theo, first.id, now).error().code, participant_not_found) << "is in already";
}

TEST_F(Moderation, LetsInNoMoreThanThereArePlaces) {
  room.facts.waiting_room = WaitingRoom::everyone;
  room.facts.max_participants = 3;
  enter(somebody("First"));
  auto& second = enter(somebody("Second"));
  EXPECT_EQ(admit_all(room, theo, now).value(), 1);
  EXPECT_EQ(admit_one(room, theo, second.id, now).error().code, room_full);
  EXPECT_EQ(deny_all(room, theo, now).value(), 1);
}

TEST_F(Moderation, SendsPeopleAwayWhoWaitTooLong) {
  room.facts.waiting_room = WaitingRoom::everyone;
  auto& first = enter(somebody("First"));
  const auto connection = first.connection;
  pass(30min);
  EXPECT_EQ(last(connection, "join-denied").at("/reason"), "Nobody has let you in");
  EXPECT_EQ(room.roster.waiting().size(), 0U);
}

TEST_F(Moderation, KeepsTheSettingsWithinTheirBounds) {
  const auto seq = room.effects.seq();
  EXPECT_EQ(change_room(room, theo, {.max_participants = 501}, now).error().code, validation_failed);
  EXPECT_TRUE(change_room(room, theo, {.is_locked = false}, now));
  EXPECT_EQ(room.effects.seq(), seq) << "nothing has changed";
}

TEST_F(Moderation, AnnouncesBreaks) {
  ASSERT_TRUE(set_break(room, theo, true, now));
  ASSERT_TRUE(set_break(room, theo, true, now));
  EXPECT_EQ(last(sara, "break-updated").at("/active"), "true");
  ASSERT_TRUE(set_break(room, theo, false, now));
  EXPECT_EQ(last(sara, "break-updated").at("/since"), "null");
  EXPECT_EQ(kept<BreakStarted>().size(), 1U);
  EXPECT_EQ(kept<BreakEnded>().size(), 1U);
}

TEST_F(Moderation, EndsTheClassForEverybody) {
  const auto connection = sara.connection;
  pass(10min);
  ASSERT_TRUE(end_class(room, theo, now));
  EXPECT_TRUE(room.is_closed());
  EXPECT_EQ(last(connection, "class-ended").at("/presence_seconds"), "600");
  EXPECT_EQ(last(connection, "class-ended").at("/reason"), "host");
  EXPECT_TRUE(room.roster.all().empty());
  EXPECT_EQ(try_enter(somebody("Late"), DeviceId::make()).error().code, room_closed);
  for (const auto& interval : kept<PresenceClosed>()) EXPECT_EQ(interval.end, IntervalEnd::class_end);
}

TEST_F(Moderation, NotesEveryActionForTheAuditLog) {
  ASSERT_TRUE(stop_track(room, theo, sara.id, Track::mic, true, now));
  ASSERT_TRUE(change_room(room, theo, {.is_locked = true}, now));
  ASSERT_TRUE(remove_person(room, theo, sara.id, true, {}, now));
  std::string actions;
  for (const auto& note : kept<Moderated>()) actions.append(note.action).append(" ");
  EXPECT_EQ(actions, "room.mute room.update room.ban_participant ");
}

}  // namespace

struct Offer {
  static constexpr std::string_view event = "webrtc-offer";
  RoomId room_id;
  ParticipantId from;
  ParticipantId to;
};

}  // namespace vtp::classroom

template <>
struct vtp::json::Shape<vtp::classroom::Offer> {
  using T = vtp::classroom::Offer;
  static constexpr std::string_view name = "Offer";
  static constexpr std::array fields{field<&T::from>("from"), field<&T::to>("to")};
};

namespace vtp::classroom {
namespace {

class PeerToPeer : public Moderation {};

TEST_F(PeerToPeer, RelaysToOneAndNamesTheTrueSender) {
  auto& sam = enter(somebody("Sam"));
  for (auto* one : {&theo, &sara, &sam}) heard(*one);
  EXPECT_TRUE(relay(room, sara, Offer{.from = sam.id, .to = theo.id}, now).value());
  EXPECT_EQ(heard(theo), "webrtc-offer");
  EXPECT_EQ(last(theo, "webrtc-offer").at("/from"), sara.id.text());
  EXPECT_EQ(heard(sara) + heard(sam), "");
  EXPECT_EQ(relay(room, sara, Offer{.to = sara.id}, now).error().code, participant_not_found);
  lose(theo);
  EXPECT_FALSE(relay(room, sara, Offer{.to = theo.id}, now).value());
}

TEST_F(PeerToPeer, SwitchesBeforeTheThirdOneIsIn) {
  heard(theo);
  auto& sam = enter(somebody("Sam"));
  EXPECT_EQ(heard(theo), "media-mode participant-joined");
  EXPECT_EQ(last(theo, "media-mode").at("/reason"), "third_participant");
  EXPECT_EQ(heard(sam), "");
  EXPECT_TRUE(relay(room, sara, Offer{.to = theo.id}, now));
  pass(10s);
  EXPECT_EQ(relay(room, sara, Offer{.to = theo.id}, now).error().code, p2p_not_available);
  leave(sam);
  EXPECT_EQ(room.media.mode, MediaMode::sfu) << "until the room is empty";
  leave(sara);
  leave(theo);
  EXPECT_EQ(room.media.mode, MediaMode::p2p);
}

TEST_F(PeerToPeer, NeedsClientsThatCan) {
  leave(sara);
  enter(somebody("Sam"), {.device = {}, .can_p2p = false});
  EXPECT_EQ(last(theo, "media-mode").at("/reason"), "client");
}

TEST_F(PeerToPeer, IsNotForRoomsMadeForTheServer) {
  auto stored = stored_room();
  stored.media_policy = MediaPolicy::sfu;
  RoomStage other(stored);
  auto& one = other.enter(host());
  auto& two = other.enter(somebody("Sara"));
  EXPECT_EQ(other.room.media.mode, MediaMode::sfu);
  EXPECT_EQ(relay(other.room, one, Offer{.to = two.id}, other.now).error().code, p2p_not_available);
}

}  // namespace
}  // namespace vtp::classroom
