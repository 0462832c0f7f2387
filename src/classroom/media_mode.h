// Peer-to-peer or through the server (realtime.md section 7).
#pragma once

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

/// Leaves the peer-to-peer mode and tells those inside. Nothing happens if it was left before. NOT_READY if
/// the SFU has no place for the room, which then stays as it is.
Result<void> switch_to_sfu(Room& room, ModeReason reason, Timestamp now);

/// Switches if the rule says so for the people inside, together with `newcomer`, who may be null, and sees to
/// it that the SFU has the room if it is needed: NOT_READY. Whoever comes without page needs it.
Result<void> follow_rule(Room& room, const Participant* newcomer, Timestamp now);

/// The SFU gets the room if it does not have it. NOT_READY.
Result<void> open_in_sfu(Room& room);

/// The room is empty or over: nothing is left in the SFU, and the next people begin by the rule again.
void forget_mode(Room& room);

/// Are peer-to-peer messages relayed? For ten seconds after the switch still.
bool relays_peers(const Room& room, Timestamp now);

/// Expects the client to confirm within three seconds that it has stopped what it was told to stop.
void expect_stop(Room& room, const Participant& participant, bool Flow::* what, Timestamp now);
/// Was it told so, and has not answered yet?
bool is_stopping(const Room& room, const Participant& participant, bool Flow::* what);
/// Forgets what has been confirmed.
void confirm_stops(Room& room, const Participant& participant);
/// Puts a room whose clients have not confirmed in time under the server, which then does it.
void enforce_stops(Room& room, Timestamp now);

}  // namespace vtp::classroom
