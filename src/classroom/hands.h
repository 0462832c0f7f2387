// Raised hands, in the order in which they went up (realtime.md section 6.3).
#pragma once

#include <optional>
#include <vector>

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

std::vector<ParticipantId> hand_queue(Room& room);

/// Puts one's own hand up or down; returns the place in the queue, from 1, while it is up.
Result<std::optional<int>> raise_hand(Room& room, Participant& participant, bool raised, Timestamp now);

/// For hosts and co-hosts; return how many hands went down.
Result<int> lower_hand(Room& room, const Participant& by, ParticipantId whose);
Result<int> lower_all_hands(Room& room, const Participant& by);

}  // namespace vtp::classroom
