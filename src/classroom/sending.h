// What participants send through the SFU (realtime.md section 8.2).
#pragma once

#include <optional>

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

struct ProduceWish {
  sfu::ProduceRequest request;
  std::optional<sfu::ProducerId> replaces;  // one's own of the same source, which ends with this
};

/// Begins to send and tells the others. A track that a moderator has stopped before begins paused. Besides
/// what the engine refuses: FEATURE_DISABLED, INSUFFICIENT_PERMISSIONS, PRODUCER_NOT_FOUND for `replaces`.
Result<sfu::ProducerInfo> produce(Room& room, Participant& participant, ProduceWish wish);

/// One's own producer. To go on, one needs the permission.
Result<void> pause_producer(Room& room, Participant& participant, sfu::ProducerId producer, bool is_paused);
Result<void> close_producer(Room& room, Participant& participant, sfu::ProducerId producer);

}  // namespace vtp::classroom
