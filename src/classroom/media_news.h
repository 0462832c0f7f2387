// What the SFU tells of a room (sfu/media_events.h), as it changes the room and reaches its people.
#pragma once

#include "classroom/room.h"

namespace vtp::classroom {

void take_media_event(Room& room, const sfu::MediaEvent& event, Timestamp now);

}  // namespace vtp::classroom
