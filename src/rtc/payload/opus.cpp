#include "rtc/payload/opus.h"

#include <array>
#include <chrono>

namespace vtp::rtc {
namespace {

using namespace std::chrono_literals;

constexpr Duration longest_packet = 120ms;

// The durations of the three kinds of coder, in the order of their configurations.
constexpr std::array<Duration, 4> silk{10ms, 20ms, 40ms, 60ms};
constexpr std::array<Duration, 2> hybrid{10ms, 20ms};
constexpr std::array<Duration, 4> celt{2500us, 5ms, 10ms, 20ms};

Duration frame_duration(unsigned configuration) {
  if (configuration < 12) return silk[configuration % 4];
  if (configuration < 16) return hybrid[configuration % 2];
  return celt[configuration % 4];
}

}  // namespace

std::optional<OpusPacket> read_opus(Bytes payload) {
  if (payload.empty()) return std::nullopt;
  OpusPacket packet{.frame_duration = frame_duration(payload[0] >> 3U),
                    .frames = 1,
                    .is_stereo = (payload[0] & 0x04U) != 0};
  const auto code = payload[0] & 0x03U;
  if (code == 1 || code == 2) packet.frames = 2;
  if (code == 3) packet.frames = payload.size() > 1 ? payload[1] & 0x3FU : 0;
  if (packet.frames == 0 || packet.duration() > longest_packet) return std::nullopt;
  return packet;
}

}  // namespace vtp::rtc
