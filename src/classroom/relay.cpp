#include "classroom/relay.h"

#include "classroom/media_mode.h"
#include "classroom/rights.h"

namespace vtp::classroom {

Result<Participant*> find_peer(Room& room, const Participant& from, ParticipantId to, Timestamp now) {
  if (!relays_peers(room, now))
    return fail(ErrorCode::p2p_not_available, "Media go through the server in this class");
  auto* peer = room.roster.find(to);
  if (peer == nullptr || peer == &from || !peer->is_admitted()) return no_such_participant();
  return peer;
}

}  // namespace vtp::classroom
