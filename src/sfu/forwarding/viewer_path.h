// The way to one viewer: what numbers all its packets, and knows how much it carries.
#pragma once

#include <cstdint>

#include "sfu/bandwidth/viewer_bandwidth.h"
#include "sfu/transport/packet_path.h"

namespace vtp::sfu {

struct ViewerPath {
  ViewerPath(PacketPath& path, RateLimits limits) : path(path), bandwidth(limits) {}

  PacketPath& path;
  ViewerBandwidth bandwidth;
  std::uint16_t next_number = 1;  // of the next packet that carries a number among all of the transport
  rtc::Duration round_trip = std::chrono::milliseconds(100);
  bool has_round_trip = false;
};

}  // namespace vtp::sfu
