// What participants receive through the SFU (realtime.md section 8.2).
#pragma once

#include <cstdint>
#include <optional>

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

/// Begins to receive what somebody sends, paused at first. Who does not understand the video of the others
/// brings about that everybody sends what they do understand.
Result<sfu::ConsumerInfo> consume(Room& room, const Participant& participant, sfu::ConsumeRequest request);

Result<void> pause_consumer(Room& room, const Participant& participant, sfu::ConsumerId consumer,
                            bool is_paused);
Result<void> close_consumer(Room& room, const Participant& participant, sfu::ConsumerId consumer);
/// Gives what the wish was clamped to.
Result<sfu::Layers> prefer_layers(Room& room, const Participant& participant, sfu::ConsumerId consumer,
                                  sfu::Layers layers);
Result<void> set_priority(Room& room, const Participant& participant, sfu::ConsumerId consumer,
                          std::uint8_t priority);
Result<void> request_key_frame(Room& room, const Participant& participant, sfu::ConsumerId consumer);
/// bit/s; nullopt: no limit.
Result<void> limit_receive_bitrate(Room& room, const Participant& participant,
                                   std::optional<std::int64_t> bitrate);

}  // namespace vtp::classroom
