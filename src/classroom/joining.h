// Coming in (realtime.md sections 5.3 and 5.4).
#pragma once

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

/// The connection by which somebody comes.
struct Link {
  ConnectionId connection = ConnectionId::none;
  std::string socket_id;
};

/// What a client says of itself when it joins.
struct JoinWish {
  DeviceId device;
  bool wants_to_send = true;
  bool can_p2p = true;
  EntrySource source = EntrySource::page;
  std::string display_name;  // empty: the name of the person
};

struct Joined {
  ParticipantId participant;
  bool is_waiting = false;
  bool is_resumed = false;  // everything was still there
};

/// In the order of section 5.3: ROOM_CLOSED, ROOM_NOT_FOUND, REMOVED_FROM_ROOM, DEVICE_LIMIT, ROOM_LOCKED,
/// ROOM_FULL; INSUFFICIENT_PERMISSIONS for who would have to wait and has no page to do it on. Nothing
/// happens.
Result<void> check_may_join(Room& room, const Entrant& entrant, const JoinWish& wish);

/// Lets somebody in, back in, or into the waiting room. Refused as `check_may_join`; NOT_READY as `admit`.
Result<Joined> join(Room& room, const Entrant& entrant, const Link& link, const JoinWish& wish,
                    Timestamp now);

/// From the waiting room, or from the door, into the class. NOT_READY, and nothing has happened, if media
/// have to go through the server and it has no place for the room.
Result<void> admit(Room& room, Participant& participant, Timestamp now);

/// ROOM_FULL; hosts always find a place.
Result<void> check_has_place(Room& room, RoomRole role);

/// Begins or goes on with an interval of presence.
void open_interval(Room& room, Participant& participant, Timestamp now);

/// Keeps the row of a device as it is now, or as it was when it left.
void save(Room& room, const Participant& participant, Timestamp now, std::optional<LeaveReason> left = {});

}  // namespace vtp::classroom
