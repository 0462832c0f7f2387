// What every room can forward (realtime.md section 8.1).
#pragma once

#include "sfu/parameters/rtp_parameters.h"

namespace vtp::sfu {

/// Codecs in the order in which they are wanted: H.264 becomes a lecture without being encoded again.
const RtpCapabilities& router_capabilities();

}  // namespace vtp::sfu
