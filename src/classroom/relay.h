// Messages from peer to peer, by way of the server (realtime.md section 6.2).
#pragma once

#include <string>

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

/// To exactly one other participant of the room. Returns whether they are connected: if not, the connection's
/// recovery will bring it. PARTICIPANT_NOT_FOUND, P2P_NOT_AVAILABLE. `Event` has `to` and gets `from`, which
/// the sender cannot choose.
template <class Event>
Result<bool> relay(Room& room, const Participant& from, Event event, Timestamp now);

/// The participant that a message may be relayed to.
Result<Participant*> find_peer(Room& room, const Participant& from, ParticipantId to, Timestamp now);

}  // namespace vtp::classroom

#include "base/try.h"
#include "classroom/audience.h"

namespace vtp::classroom {

template <class Event>
Result<bool> relay(Room& room, const Participant& from, Event event, Timestamp now) {
  VTP_TRY(const auto* peer, find_peer(room, from, event.to, now));
  event.from = from.id;
  send(room, std::move(event), *peer);
  return !peer->is_lost;
}

}  // namespace vtp::classroom
