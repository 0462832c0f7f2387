// Being there: connections that die and come back, leaving, attention (realtime.md section 5.4).
#pragma once

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

/// The transport of a participant has died; the last packet on it came at `last_packet`. The place is kept
/// for the grace period from then on.
void lose(Room& room, Participant& participant, Timestamp last_packet, Timestamp now);

/// Media packets of the participant have come: they are there, even if their connection is not.
void hear_media(Room& room, Participant& participant, Timestamp now);

/// The transport has recovered with everything that was sent meanwhile. False if the device limit no longer
/// allows it: the client has to join again.
bool recover(Room& room, Participant& participant, Timestamp now);

/// The lost participant is back, by whatever connection.
void find_again(Room& room, Participant& participant, Timestamp now);

/// Somebody goes, or is made to go; also out of the waiting room. `participant` is gone afterwards.
void leave(Room& room, Participant& participant, LeaveReason reason, Timestamp now);

/// The server stops: everybody is reconnecting, and nobody is to blame.
void suspend(Room& room, Timestamp now);

/// The end of an interval of presence, if one is open.
void close_interval(Room& room, Participant& participant, IntervalEnd end, Timestamp at);

/// A sign of life that says whether the page is seen or heard. It feeds the time of attention and nothing
/// else.
void heartbeat(Room& room, Participant& participant, bool visible, bool audible, Timestamp now);

struct SelfUpdate {
  std::optional<bool> audio, video, screen;
  std::optional<std::string> display_name;
};
/// What a participant says of their own tracks and name. Nobody may claim a track that they may not send;
/// what flows through the server, it knows by itself.
Result<ParticipantAnswer> update_self(Room& room, Participant& participant, const SelfUpdate& wanted,
                                      Timestamp now);

/// Whether the participant's tracks may be recorded.
void set_recorded(Room& room, Participant& participant, bool recorded);

/// To be called when people came or went: is anybody there, and a host among them?
void note_people(Room& room, Timestamp now);

/// How long the user was present, on any device.
std::chrono::microseconds presence_of(Room& room, UserId user, Timestamp now);

}  // namespace vtp::classroom
