// What a participant may do in a room (realtime.md section 5.2). Decided from what is stored, never from a
// payload.
#pragma once

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

/// In force: settings of the room, role and own permissions together.
Permissions permissions_of(const Room& room, const Participant& participant);

/// FEATURE_DISABLED if the room does not have it switched on, INSUFFICIENT_PERMISSIONS if it is the
/// participant.
Result<void> check_may(const Room& room, const Participant& participant, bool Permissions::* what);

/// INSUFFICIENT_PERMISSIONS for anyone but hosts and co-hosts, or but hosts.
Result<void> check_is_staff(const Participant& participant);
Result<void> check_is_host(const Participant& participant);

/// Hosts are not subject to co-hosts.
Result<void> check_may_moderate(const Participant& moderator, const Person& target);

/// The role that course and account give somebody in this room.
RoomRole natural_role(const StoredRoom& room, const Entrant& entrant);

/// May they come in at all, or see that there is a room?
bool may_enter(const StoredRoom& room, const Entrant& entrant);

/// May they change and end the room?
bool may_manage(const StoredRoom& room, const Entrant& entrant);

std::unexpected<Error> no_such_room();
std::unexpected<Error> room_is_closed();
std::unexpected<Error> no_such_participant();

}  // namespace vtp::classroom
