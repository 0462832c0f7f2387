// What a packet of Opus says of itself in its first byte (RFC 6716 section 3.1).
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/bytes.h"
#include "rtc/instant.h"

namespace vtp::rtc {

struct OpusPacket {
  Duration frame_duration{};
  unsigned frames = 0;
  bool is_stereo = false;

  [[nodiscard]] Duration duration() const { return frames * frame_duration; }
};

/// nullopt for packets that no decoder takes: empty, of no frames, longer than 120 ms.
std::optional<OpusPacket> read_opus(Bytes payload);

}  // namespace vtp::rtc
