#include "rtc/rtp/extension_values.h"

#include <algorithm>

namespace vtp::rtc {

std::optional<AudioLevel> read_audio_level(Bytes value) {
  if (value.empty()) return std::nullopt;
  return AudioLevel{.has_voice = (value[0] & 0x80U) != 0,
                    .dbov = static_cast<std::int8_t>(-(value[0] & 0x7F))};
}

std::uint8_t write_audio_level(AudioLevel level) {
  return static_cast<std::uint8_t>((level.has_voice ? 0x80 : 0) | std::clamp(-int{level.dbov}, 0, 127));
}

std::optional<std::uint16_t> read_transport_sequence(Bytes value) {
  return value.size() == 2 ? std::optional(read_u16(value, 0)) : std::nullopt;
}

std::optional<std::uint32_t> read_absolute_send_time(Bytes value) {
  return value.size() == absolute_send_time_bytes ? std::optional(read_u24(value, 0)) : std::nullopt;
}

std::uint32_t absolute_send_time(Instant now) {
  constexpr std::uint64_t window = 64'000'000;  // microseconds
  const auto micros = static_cast<std::uint64_t>(now.time_since_epoch().count()) % window;
  return static_cast<std::uint32_t>((micros << 18U) / 1'000'000);
}

std::optional<VideoOrientation> read_video_orientation(Bytes value) {
  if (value.size() != 1) return std::nullopt;
  return VideoOrientation{.is_back_camera = (value[0] & 0x08U) != 0,
                          .is_flipped = (value[0] & 0x04U) != 0,
                          .quarter_turns = static_cast<std::uint8_t>(value[0] & 0x03U)};
}

std::optional<std::string_view> read_stream_word(Bytes value) {
  // Some senders fill the value up with zeros.
  while (!value.empty() && value.back() == 0) value = value.first(value.size() - 1);
  const auto is_printable = [](std::uint8_t byte) { return byte > 0x20 && byte < 0x7F; };
  if (value.empty() || value.size() > longest_stream_word || !std::ranges::all_of(value, is_printable))
    return std::nullopt;
  return std::string_view(reinterpret_cast<const char*>(value.data()), value.size());
}

}  // namespace vtp::rtc
