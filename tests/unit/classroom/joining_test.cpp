#include "classroom/joining.h"

#include <gtest/gtest.h>

#include "classroom/joined_room.h"
#include "classroom/moderation.h"
#include "classroom/room_control.h"
#include "support/classroom/room_stage.h"

namespace vtp::classroom {
namespace {

using courses::CourseRole;
using vtp::testing::RoomStage;
using namespace std::chrono_literals;

class Joining : public ::testing::Test, public RoomStage {
 public:
  std::string outcome(const Result<Joined>& joined) {
    if (!joined) return std::string(wire_name(joined.error().code));
    return joined->is_waiting ? "waits" : joined->is_resumed ? "resumed" : "in";
  }
  std::string outcome_for(const Entrant& who) { return outcome(try_enter(who, DeviceId::make())); }
};

TEST_F(Joining, OpensTheRoomWithTheFirstOneAndTellsTheOthers) {
  EXPECT_EQ(room.facts.state, RoomState::created);
  auto& theo = enter(host());
  EXPECT_EQ(room.facts.state, RoomState::active);
  EXPECT_EQ(room.facts.opened_at, now);
  auto& sara = enter(somebody("Sara"));
  EXPECT_EQ(heard(theo), "participant-joined");
  EXPECT_EQ(heard(sara), "");
  EXPECT_EQ(last(theo, "participant-joined").at("/participant/full_name"), "Sara");
  EXPECT_EQ(last(theo, "participant-joined").at("/seq"), std::to_string(room.effects.seq()));
}

TEST_F(Joining, ShowsAddressesToHostsOnly) {
  auto& theo = enter(host());
  auto& tara = enter(somebody("Tara", CourseRole::ta));
  enter(somebody("Sara"));
  EXPECT_EQ(last(theo, "participant-joined").at("/participant/email"), "Sara@example.org");
  EXPECT_EQ(last(tara, "participant-joined").at("/participant/email"), "absent");
  EXPECT_EQ(last(theo, "participant-joined").at("/seq"), last(tara, "participant-joined").at("/seq"));
}

TEST_F(Joining, GivesRolesByCourseAndAccount) {
  EXPECT_EQ(enter(host()).role(), RoomRole::host);
  EXPECT_EQ(enter(somebody("Ines", CourseRole::instructor)).role(), RoomRole::host);
  EXPECT_EQ(enter(somebody("Tara", CourseRole::ta)).role(), RoomRole::cohost);
  EXPECT_EQ(enter(somebody("Sara")).role(), RoomRole::participant);
  EXPECT_TRUE(enter(somebody("Vera", CourseRole::viewer)).person->is_receive_only());
  auto admin = somebody("Adele", std::nullopt);
  admin.account_role = Role::admin;
  EXPECT_EQ(enter(admin).role(), RoomRole::host);
}

TEST_F(Joining, HidesTheRoomOfACourseFromStrangers) {
  EXPECT_EQ(outcome_for(somebody("Stan", std::nullopt)), "ROOM_NOT_FOUND");
  room.facts.access = RoomAccess::link;
  EXPECT_EQ(outcome_for(somebody("Stan", std::nullopt)), "in");
}

TEST_F(Joining, IsRefusedInTheOrderOfTheProtocol) {
  const auto sara = somebody("Sara");
  const auto hers = DeviceId::make();
  auto& theo = enter(host());
  const auto banned = try_enter(sara, hers);
  ASSERT_TRUE(remove_person(room, theo, banned->participant, true, {}, now));
  room.facts.is_locked = true;
  room.facts.max_participants = 1;
  EXPECT_EQ(outcome_for(sara), "REMOVED_FROM_ROOM");
  EXPECT_EQ(outcome_for(somebody("Sam")), "ROOM_LOCKED");
  EXPECT_EQ(outcome_for(somebody("Tara", CourseRole::ta)), "ROOM_FULL") << "a lock does not hold co-hosts";
  EXPECT_EQ(outcome_for(somebody("Ines", CourseRole::instructor)), "in") << "nothing holds hosts";
  room.facts.is_locked = false;
  EXPECT_EQ(outcome_for(somebody("Sam")), "ROOM_FULL");
  room.facts.max_participants = 50;
  room.facts.waiting_room = WaitingRoom::everyone;
  EXPECT_EQ(outcome_for(somebody("Sam")), "waits");
  room.facts.state = RoomState::closed;
  EXPECT_EQ(outcome_for(sara), "ROOM_CLOSED");
}

TEST_F(Joining, TakesThreeDevicesOfOnePerson) {
  const auto sara = somebody("Sara");
  auto& first = enter(sara);
  enter(sara);
  enter(sara);
  EXPECT_EQ(outcome_for(sara), "DEVICE_LIMIT");
  lose(first);
  EXPECT_EQ(outcome_for(sara), "in") << "only connected devices count";
  EXPECT_EQ(outcome(try_enter(sara, first.device)), "DEVICE_LIMIT");
}

TEST_F(Joining, CountsNoEncodersAmongDevices) {
  const auto theo = host();
  for (int i = 0; i < 4; ++i)
    EXPECT_TRUE(try_enter(theo, DeviceId::make(), {.can_p2p = false, .source = EntrySource::whip}));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(try_enter(theo, DeviceId::make()));
  EXPECT_EQ(try_enter(theo, DeviceId::make()).error().code, ErrorCode::device_limit);
}

TEST_F(Joining, KeepsNobodyWaitingWhoHasNoPage) {
  room.facts.waiting_room = WaitingRoom::everyone;
  const JoinWish player{.device = DeviceId::make(), .can_p2p = false, .source = EntrySource::whep};
  const auto sara = somebody("Sara");
  EXPECT_EQ(check_may_join(room, sara, player).error().code, ErrorCode::insufficient_permissions);
  EXPECT_EQ(try_enter(sara, player.device, player).error().code, ErrorCode::insufficient_permissions);
  EXPECT_TRUE(check_may_join(room, sara, {.device = DeviceId::make()}));
  EXPECT_TRUE(check_may_join(room, host(), player));
  EXPECT_TRUE(room.roster.all().empty());
}

TEST_F(Joining, LetsTheSameTabTakeOver) {
  const auto sara = somebody("Sara");
  const auto tab = DeviceId::make();
  const auto before = try_enter(sara, tab);
  const auto old_connection = find(before->participant)->connection;
  pass(10s);
  const auto after = try_enter(sara, tab);
  EXPECT_EQ(outcome(after), "resumed");
  EXPECT_EQ(after->participant, before->participant);
  EXPECT_EQ(heard(old_connection), "session-replaced");
  ASSERT_EQ(dismissed.size(), 1U);
  EXPECT_EQ(dismissed[0].connection, old_connection);
  EXPECT_TRUE(dismissed[0].disconnect);
  EXPECT_EQ(room.roster.admitted_count(), 1);
  const auto closed = kept<PresenceClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].end, IntervalEnd::replaced);
}

TEST_F(Joining, GivesEverythingBackWithinTheGracePeriodAlsoWhenLocked) {
  const auto sara = somebody("Sara");
  const auto tab = DeviceId::make();
  enter(host());
  const auto id = try_enter(sara, tab)->participant;
  find(id)->hand_raised_at = now;
  lose(*find(id));
  room.facts.is_locked = true;
  room.facts.max_participants = 2;
  pass(59s);
  EXPECT_EQ(outcome(try_enter(sara, tab)), "resumed");
  EXPECT_TRUE(find(id)->hand_raised_at.has_value());
  lose(*find(id));
  pass(60s);
  EXPECT_EQ(find(id), nullptr);
  EXPECT_EQ(outcome(try_enter(sara, tab)), "ROOM_LOCKED");
}

TEST_F(Joining, KeepsTheIdOfADeviceForTheWholeClass) {
  const auto sara = somebody("Sara");
  const auto tab = DeviceId::make();
  const auto id = try_enter(sara, tab)->participant;
  leave(*find(id));
  const auto again = try_enter(sara, tab);
  EXPECT_EQ(outcome(again), "in");
  EXPECT_EQ(again->participant, id);
}

TEST_F(Joining, ShowsTheClassToTheOneWhoCame) {
  auto& theo = enter(host());
  auto& sara = enter(somebody("Sara"));
  const auto hers = joined_room(room, sara, false, now);
  EXPECT_EQ(hers.participants.size(), 2U);
  EXPECT_EQ(hers.seq, room.effects.seq());
  EXPECT_TRUE(hers.media.p2p_polite) << "the one who was there makes the offer";
  EXPECT_FALSE(joined_room(room, theo, false, now).media.p2p_polite);
  EXPECT_EQ(hers.room.join_code, "abc-defg-hjk");
  EXPECT_EQ(hers.room.participant_count, 2);
}

}  // namespace
}  // namespace vtp::classroom
