// How well the media of participants get through: graded, told to them, and remembered.
#pragma once

#include "classroom/room.h"

namespace vtp::classroom {

/// Who measures badly hears what to do about it; everybody hears how the others fare, in large rooms hosts
/// and co-hosts only.
void take_measure(Room& room, const sfu::NetworkMeasured& measured, Timestamp now);

}  // namespace vtp::classroom
