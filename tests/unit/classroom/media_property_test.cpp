// Random orders of what people and moderators do to media, and what must hold after each step: the server
// forwards nothing that somebody may not send, and room and engine agree.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "classroom/moderation.h"
#include "classroom/rights.h"
#include "classroom/room_control.h"
#include "classroom/sending.h"
#include "classroom/transports.h"
#include "support/classroom/media_stage.h"

namespace vtp::classroom {
namespace {

using vtp::testing::MediaStage;

/// One step, drawn as numbers: what, by which person, about which one, with what.
struct Step {
  int action = 0;
  std::size_t actor = 0;
  std::size_t target = 0;
  int detail = 0;
};

rc::Gen<std::vector<Step>> steps() {
  return rc::gen::container<std::vector<Step>>(
      rc::gen::build<Step>(rc::gen::set(&Step::action, rc::gen::inRange(0, 14)),
                           rc::gen::set(&Step::actor, rc::gen::inRange<std::size_t>(0, 5)),
                           rc::gen::set(&Step::target, rc::gen::inRange<std::size_t>(0, 5)),
                           rc::gen::set(&Step::detail, rc::gen::inRange(0, 16))));
}

class Studio : public MediaStage {
 public:
  Studio() : MediaStage(MediaPolicy::automatic) {
    for (const auto* name : {"Sam", "Sue"}) seats.push_back({somebody(name), DeviceId::make()});
    seats.push_back({somebody("Vera", courses::CourseRole::viewer), DeviceId::make()});
    seats.push_back({host(), DeviceId::make()});
    seats.push_back({somebody("Tara", courses::CourseRole::ta), DeviceId::make()});
  }

  void take(const Step& step) {
    auto* actor = present(step.actor);
    if (actor == nullptr || step.action == 0)
      static_cast<void>(try_enter(seats[step.actor].who, seats[step.actor].device));
    else if (step.action < 8)
      use_media(step, *actor);
    else
      moderate(step, *actor);
    deliver();
  }

  void check() {
    const auto producers = engine.producers(room.facts.id);
    RC_ASSERT(producers.size() == room.media.producers.size());
    for (const auto& producer : producers) {
      const auto* owner = find(producer.owner);
      RC_ASSERT(owner != nullptr);
      RC_ASSERT(room.media.producers.at(producer.id).is_paused == producer.is_paused);
      const auto allowed = permissions_of(room, *owner);
      if (!producer.is_paused) RC_ASSERT((allowed.*row_of(track_of(producer.source)).permission));
    }
    RC_ASSERT(engine.transport_count(room.facts.id) == room.media.transports.size());
    for (const auto& [id, transport] : room.media.transports) RC_ASSERT(find(transport.owner) != nullptr);
    RC_ASSERT(engine.is_open(room.facts.id) == (room.media.mode == MediaMode::sfu));
    if (room.media.mode == MediaMode::sfu && room.media.flows_follow_producers) check_flags(producers);
  }

 private:
  struct Seat {
    Entrant who;
    DeviceId device;
  };

  Participant* present(std::size_t seat) {
    return room.roster.find(seats[seat].who.user, seats[seat].device);
  }

  std::optional<sfu::ProducerId> some_producer(int detail) {
    if (room.media.producers.empty()) return std::nullopt;
    const auto skip =
        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(detail) % room.media.producers.size());
    return std::next(room.media.producers.begin(), skip)->first;
  }

  void use_media(const Step& step, Participant& actor) {
    const auto source = static_cast<sfu::Source>(step.detail % 4);
    const auto producer = some_producer(step.detail);
    if (step.action == 1) classroom::leave(room, actor, LeaveReason::leave, now);
    if (step.action == 2) classroom::lose(room, actor, now, now);
    if (step.action == 3) pass(std::chrono::seconds(step.detail));
    if (step.action == 4) static_cast<void>(try_send(actor, source));
    if (step.action == 5 && producer)
      static_cast<void>(pause_producer(room, actor, *producer, step.detail % 2 == 0));
    if (step.action == 6 && producer) static_cast<void>(close_producer(room, actor, *producer));
    if (step.action == 7 && !room.media.transports.empty())
      static_cast<void>(close_transport(room, actor, room.media.transports.begin()->first));
  }

  void moderate(const Step& step, Participant& actor) {
    const auto* target = present(step.target);
    const auto id = target == nullptr ? ParticipantId::make() : target->id;
    const bool flag = step.detail % 2 == 0;
    const auto track = static_cast<Track>(step.detail % 3);
    if (step.action == 8) static_cast<void>(stop_track(room, actor, id, track, flag, now));
    if (step.action == 9) static_cast<void>(mute_all(room, actor, {}, flag, now));
    if (step.action == 10)
      static_cast<void>(
          set_permissions(room, actor, id, {.mic = flag, .camera = !flag, .screen = flag}, now));
    if (step.action == 11)
      static_cast<void>(
          change_room(room, {.settings = SettingsPatch{.mic = flag, .screen = step.detail % 3 == 0}}, now));
    if (step.action == 12)
      static_cast<void>(set_role(room, actor, id, static_cast<RoomRole>(step.detail % 3), now));
    if (step.action == 13) static_cast<void>(ask_for_sfu(room, actor, now));
  }

  void check_flags(const std::vector<sfu::ProducerInfo>& producers) {
    for (const auto* participant : room.roster.admitted()) {
      Flow flow;
      for (const auto& producer : producers)
        if (producer.owner == participant->id && !producer.is_paused && shows_in_flow(producer.source))
          flow.*row_of(track_of(producer.source)).flow = true;
      RC_ASSERT(participant->flow == flow);
    }
  }

  std::vector<Seat> seats;
};

RC_GTEST_PROP(MediaProperty, ForwardsOnlyWhatMayBeSent, ()) {
  Studio studio;
  for (const auto& step : *steps()) {
    studio.take(step);
    studio.check();
  }
}

}  // namespace
}  // namespace vtp::classroom
