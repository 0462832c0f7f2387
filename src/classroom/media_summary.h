// What the media of participants come to, counted while they flow and written down when they end.
#pragma once

#include "classroom/room.h"

namespace vtp::classroom {

/// Asks the SFU what has gone over the transport so far.
void sample_traffic(Room& room, sfu::TransportId id, LiveTransport& transport);

/// The transport is gone; what went over it stays in the account of its owner.
void forget_transport(Room& room, sfu::TransportId id);

/// The participant's media end: their account is closed and kept.
void note_media_use(Room& room, Participant& participant, Timestamp now);

/// Likewise, and everything that they have in the SFU is closed.
void end_media(Room& room, Participant& participant, Timestamp now);

}  // namespace vtp::classroom
