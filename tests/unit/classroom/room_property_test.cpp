// Random orders of everything that people can do in a room, and what must hold after each of them.
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "classroom/chatting.h"
#include "classroom/closing.h"
#include "classroom/hands.h"
#include "classroom/joined_room.h"
#include "classroom/moderation.h"
#include "classroom/polling.h"
#include "classroom/rights.h"
#include "classroom/room_control.h"
#include "classroom/waiting_room.h"
#include "support/classroom/room_stage.h"

namespace vtp::classroom {
namespace {

using courses::CourseRole;
using vtp::testing::RoomStage;
using namespace std::chrono_literals;

/// One step, drawn as numbers: what, by which device, about which one.
struct Step {
  int action = 0;
  std::size_t actor = 0;
  std::size_t target = 0;
  int seconds = 0;
};

rc::Gen<std::vector<Step>> steps() {
  return rc::gen::container<std::vector<Step>>(
      rc::gen::build<Step>(rc::gen::set(&Step::action, rc::gen::inRange(0, 20)),
                           rc::gen::set(&Step::actor, rc::gen::inRange<std::size_t>(0, 12)),
                           rc::gen::set(&Step::target, rc::gen::inRange<std::size_t>(0, 12)),
                           rc::gen::set(&Step::seconds, rc::gen::inRange(0, 50))));
}

/// A class of people of every kind, some with several devices.
class Crowd : public RoomStage {
 public:
  struct Seat {
    Entrant who;
    DeviceId device;
    std::optional<ParticipantId> id;
  };

  Crowd() {
    room.facts.max_participants = 6;
    room.facts.access = RoomAccess::link;
    const auto seat = [&](const Entrant& who, int devices) {
      for (int i = 0; i < devices; ++i) seats.push_back({who, DeviceId::make(), {}});
    };
    seat(host(), 1);
    seat(somebody("Tara", CourseRole::ta), 1);
    seat(somebody("Sara"), 4);
    seat(somebody("Sam"), 2);
    seat(somebody("Vera", CourseRole::viewer), 1);
    seat(somebody("Stan", std::nullopt), 2);
    seat(somebody("Sue"), 1);
  }

  Participant* present(std::size_t seat) {
    return seats[seat].id ? room.roster.find(*seats[seat].id) : nullptr;
  }

  /// Does the step; a participant who is not there joins instead.
  void take(const Step& step) {
    auto* actor = present(step.actor);
    if (actor == nullptr || step.action == 0) {
      join_seat(step.actor);
      return;
    }
    if (step.action <= 4)
      move(step, *actor);
    else if (actor->is_admitted())
      act(step, *actor);
    deliver();
  }

  void check() {
    check_seq();
    check_devices();
    check_capacity();
    check_hands();
    check_ghosts();
    check_powers();
  }

  std::vector<Seat> seats;

 private:
  void join_seat(std::size_t index) {
    auto& seat = seats[index];
    if (const auto joined = try_enter(seat.who, seat.device); joined) {
      seat.id = joined->participant;
      owner_of[room.roster.find(joined->participant)->connection] = *seat.id;
    }
  }

  void move(const Step& step, Participant& actor) {
    if (step.action == 1) classroom::leave(room, actor, LeaveReason::leave, now);
    if (step.action == 2) classroom::lose(room, actor, now - std::chrono::seconds(step.seconds), now);
    if (step.action == 3) static_cast<void>(recover(room, actor, now));
    if (step.action == 4) pass(std::chrono::seconds(step.seconds));
  }

  void act(const Step& step, Participant& actor) {
    auto* target = present(step.target);
    const auto target_id = target == nullptr ? ParticipantId::make() : target->id;
    const bool is_staff = actor.is_staff();
    const bool is_host = actor.role() == RoomRole::host;
    const auto powers = [](bool expected, const auto& result) {
      if (!expected) RC_ASSERT(!result.has_value());
    };
    const bool flag = step.seconds % 2 == 0;
    switch (step.action) {
      case 5:
        static_cast<void>(raise_hand(room, actor, flag, now));
        break;
      case 6:
        static_cast<void>(post_message(room, actor, {.text = "x", .to = {}, .reply_to = {}}, now));
        break;
      case 7:
        static_cast<void>(update_self(room, actor, {.audio = flag, .video = !flag}, now));
        break;
      case 8:
        powers(is_staff, remove_person(room, actor, target_id, step.seconds == 7, {}, now));
        break;
      case 9:
        powers(is_staff, stop_track(room, actor, target_id, Track::mic, flag, now));
        break;
      case 10:
        powers(is_staff, change_room(room, actor, {.is_locked = flag}, now));
        break;
      case 11:
        powers(is_staff,
               change_room(room, actor, {.waiting_room = static_cast<WaitingRoom>(step.seconds % 3)}, now));
        break;
      case 12:
        powers(is_staff, admit_one(room, actor, target_id, now));
        break;
      case 13:
        powers(is_staff, admit_all(room, actor, now));
        break;
      case 14:
        powers(is_staff, deny_one(room, actor, target_id, now));
        break;
      case 15:
        powers(is_host, set_role(room, actor, target_id, static_cast<RoomRole>(step.seconds % 3), now));
        break;
      case 16:
        powers(is_staff, lower_all_hands(room, actor));
        break;
      case 17:
        powers(is_staff, set_break(room, actor, flag, now));
        break;
      case 18:
        powers(is_staff, mute_all(room, actor, {}, flag, now));
        break;
      case 19:
        if (step.seconds == 13) powers(is_host, end_class(room, actor, now));
        break;
      default:
        break;
    }
  }

  /// What is numbered counts up by one in the room, and arrives in that order at each connection.
  void check_seq() {
    for (auto& [connection, events] : all_heard) {
      auto& seen = checked_[connection];
      for (; seen < events.size(); ++seen) {
        const auto text = events[seen].at("/seq");
        if (text == "absent" || events[seen].name == "joined-room") continue;
        const auto seq = std::stoll(text);
        RC_ASSERT(seq > last_seq_[connection]);
        last_seq_[connection] = seq;
        seqs_.insert(seq);
      }
    }
    if (!seqs_.empty()) RC_ASSERT(*seqs_.rbegin() <= room.effects.seq());
  }

  void check_devices() {
    std::map<UserId, int> connected;
    std::set<ConnectionId> connections;
    for (const auto& [id, participant] : room.roster.all()) {
      RC_ASSERT(connections.insert(participant.connection).second);
      if (!participant.is_lost) ++connected[participant.person->user];
    }
    for (const auto& [user, count] : connected) RC_ASSERT(count <= 3);
  }

  /// Hosts find a place in a full class, and those who were in when it became full stay.
  void check_capacity() {
    int others = 0;
    for (const auto* participant : room.roster.admitted())
      if (participant->person->natural_role != RoomRole::host && !participant->person->granted_role) ++others;
    RC_ASSERT(others <= room.facts.max_participants);
  }

  void check_hands() {
    std::optional<Timestamp> before;
    for (const auto id : hand_queue(room)) {
      const auto raised = room.roster.find(id)->hand_raised_at;
      RC_ASSERT(raised.has_value());
      if (before) RC_ASSERT(*before <= *raised);
      before = raised;
    }
  }

  void check_ghosts() {
    for (const auto& [id, participant] : room.roster.all()) {
      if (participant.is_lost) RC_ASSERT(participant.grace_until + 50s >= now);
      RC_ASSERT(participant.interval.has_value() == (participant.is_admitted() && !participant.is_lost));
    }
    if (room.is_closed()) RC_ASSERT(room.roster.all().empty());
  }

  void check_powers() {
    for (const auto& [id, participant] : room.roster.all()) {
      if (participant.person->is_receive_only()) RC_ASSERT(permissions_of(room, participant).mic == false);
      if (participant.person->is_banned) RC_FAIL("somebody is in who was banned");
    }
  }

  std::map<ConnectionId, ParticipantId> owner_of;
  std::map<ConnectionId, std::size_t> checked_;
  std::map<ConnectionId, std::int64_t> last_seq_;
  std::set<std::int64_t> seqs_;
};

RC_GTEST_PROP(RoomProperty, HoldsInEveryOrderOfEvents, ()) {
  Crowd crowd;
  for (const auto& step : *steps()) {
    crowd.take(step);
    crowd.check();
  }
}

/// Nobody hears the room before the door or after having gone.
RC_GTEST_PROP(RoomProperty, SpeaksToPeopleInsideOnly, ()) {
  Crowd crowd;
  static const std::set<std::string> outside{"waiting-updated", "join-denied", "class-ended",
                                             "session-replaced", "moderation"};
  for (const auto& step : *steps()) {
    std::set<ConnectionId> inside_before;
    for (const auto* participant : crowd.room.roster.admitted())
      inside_before.insert(participant->connection);
    std::map<ConnectionId, std::size_t> before;
    for (const auto& [connection, events] : crowd.all_heard) before[connection] = events.size();
    crowd.take(step);
    std::set<ConnectionId> inside_after;
    for (const auto* participant : crowd.room.roster.admitted()) inside_after.insert(participant->connection);
    for (const auto& [connection, events] : crowd.all_heard)
      for (std::size_t i = before[connection]; i < events.size(); ++i)
        RC_ASSERT(outside.contains(events[i].name) || inside_before.contains(connection) ||
                  inside_after.contains(connection));
  }
}

/// Every number of the room is heard by a host who stays, without a gap.
RC_GTEST_PROP(RoomProperty, NumbersWhatTheWholeRoomHearsWithoutGaps, ()) {
  Crowd crowd;
  crowd.take({.action = 0, .actor = 0, .target = 0, .seconds = 0});
  const auto witness = crowd.room.roster.admitted().front()->connection;
  auto expected = crowd.room.effects.seq();
  for (auto step : *steps()) {
    if (step.actor == 0) step.actor = 1;
    if (step.target == 0) step.target = 1;
    crowd.take(step);
  }
  for (const auto& event : crowd.all_heard[witness])
    if (const auto seq = event.at("/seq"); seq != "absent") RC_ASSERT(std::stoll(seq) == ++expected);
  RC_ASSERT(expected == crowd.room.effects.seq() || crowd.room.is_closed());
}

/// The intervals of one device never overlap, and every one that was opened ends.
RC_GTEST_PROP(RoomProperty, KeepsPresenceStraight, ()) {
  Crowd crowd;
  for (const auto& step : *steps()) crowd.take(step);
  close_room(crowd.room, CloseReason::admin, {}, crowd.now);
  std::map<PresenceIntervalId, Timestamp> open;
  for (const auto& record : (crowd.deliver(), crowd.records)) {
    if (const auto* opened = std::get_if<PresenceOpened>(&record)) open[opened->id] = opened->started_at;
    if (const auto* closed = std::get_if<PresenceClosed>(&record)) {
      RC_ASSERT(open.contains(closed->id));
      RC_ASSERT(closed->ended_at >= open[closed->id]);
      open.erase(closed->id);
    }
  }
  RC_ASSERT(open.empty());
}

}  // namespace
}  // namespace vtp::classroom
