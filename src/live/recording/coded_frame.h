// A picture or a packet of sound, put together from the packets that carried it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "media/cmaf/track_format.h"
#include "rtc/instant.h"

namespace vtp::live {

struct CodedFrame {
  std::uint32_t timestamp = 0;  // of its packets
  rtc::Instant arrived_at;      // its first packet
  bool is_key = false;
  /// Something before it is missing without which it cannot be decoded as it should.
  bool is_broken = false;
  /// Something before it is missing, whether it needs that or not.
  bool follows_loss = false;
  std::string data;  // as a sample is stored
  /// Of a key frame.
  std::optional<media::TrackFormat> format;
};

}  // namespace vtp::live
