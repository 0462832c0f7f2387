#include "classroom/rights.h"

#include "base/try.h"

namespace vtp::classroom {
namespace {

using courses::CourseRole;

Permissions allowed_by(const RoomSettings& settings) {
  return {.mic = settings.mic,
          .camera = settings.camera,
          .screen = settings.screen,
          .chat = settings.chat,
          .hands = settings.hands,
          .reactions = settings.reactions};
}

constexpr Permissions none{
    .mic = false, .camera = false, .screen = false, .chat = false, .hands = false, .reactions = false};

std::unexpected<Error> not_permitted(std::string message) {
  return fail(ErrorCode::insufficient_permissions, std::move(message));
}

}  // namespace

Permissions permissions_of(const Room& room, const Participant& participant) {
  if (participant.is_staff()) return {};
  if (participant.person->is_receive_only()) return none;
  Permissions both;
  const auto settings = allowed_by(room.facts.settings);
  const auto& own = participant.person->own;
  for (auto what : {&Permissions::mic, &Permissions::camera, &Permissions::screen, &Permissions::chat,
                    &Permissions::hands, &Permissions::reactions})
    both.*what = settings.*what && own.*what;
  return both;
}

Result<void> check_may(const Room& room, const Participant& participant, bool Permissions::* what) {
  if (permissions_of(room, participant).*what) return {};
  if (participant.person->is_receive_only())
    return not_permitted("Viewers of the course watch and listen only");
  if (!(allowed_by(room.facts.settings).*what))
    return fail(ErrorCode::feature_disabled, "This is switched off in this class");
  return not_permitted("A moderator has switched this off for you");
}

Result<void> check_is_staff(const Participant& participant) {
  if (participant.is_staff()) return {};
  return not_permitted("Only hosts and co-hosts of the class may do this");
}

Result<void> check_is_host(const Participant& participant) {
  if (participant.role() == RoomRole::host) return {};
  return not_permitted("Only hosts of the class may do this");
}

Result<void> check_may_moderate(const Participant& moderator, const Person& target) {
  VTP_CHECK(check_is_staff(moderator));
  if (target.role() == RoomRole::host && moderator.role() != RoomRole::host)
    return not_permitted("Co-hosts have no power over hosts");
  return {};
}

RoomRole natural_role(const StoredRoom& room, const Entrant& entrant) {
  if (may_manage(room, entrant)) return RoomRole::host;
  return entrant.course_role == CourseRole::ta ? RoomRole::cohost : RoomRole::participant;
}

bool may_enter(const StoredRoom& room, const Entrant& entrant) {
  return room.access == RoomAccess::link || entrant.course_role || may_manage(room, entrant);
}

bool may_manage(const StoredRoom& room, const Entrant& entrant) {
  return room.host == entrant.user || entrant.account_role == Role::admin ||
         (entrant.course_role && *entrant.course_role >= CourseRole::instructor);
}

std::unexpected<Error> no_such_room() {
  return fail(ErrorCode::room_not_found, "There is no such room");
}

std::unexpected<Error> room_is_closed() {
  return fail(ErrorCode::room_closed, "The class is over");
}

std::unexpected<Error> no_such_participant() {
  return fail(ErrorCode::participant_not_found, "There is no such participant in the room");
}

}  // namespace vtp::classroom
