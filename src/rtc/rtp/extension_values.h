// What stands in the RTP header extensions that we read or write.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "rtc/bytes.h"
#include "rtc/instant.h"

namespace vtp::rtc {

/// How loud a packet of audio is (RFC 6464).
struct AudioLevel {
  bool has_voice = false;
  std::int8_t dbov = -127;  // 0 loudest to -127 silent
};

std::optional<AudioLevel> read_audio_level(Bytes value);
std::uint8_t write_audio_level(AudioLevel level);

/// The number of a packet among all that its transport sends
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01).
std::optional<std::uint16_t> read_transport_sequence(Bytes value);

/// When the packet was handed to the network: 24 bits that hold 64 s in steps of 2^-18 s.
std::optional<std::uint32_t> read_absolute_send_time(Bytes value);
std::uint32_t absolute_send_time(Instant now);
constexpr std::size_t absolute_send_time_bytes = 3;

/// How the picture must be turned to stand upright (3GPP TS 26.114 section 7.4.5).
struct VideoOrientation {
  bool is_back_camera = false;
  bool is_flipped = false;
  std::uint8_t quarter_turns = 0;  // clockwise
};

std::optional<VideoOrientation> read_video_orientation(Bytes value);

/// MID, RtpStreamId and RepairedRtpStreamId (RFC 9143, RFC 8852): short words of printable ASCII.
constexpr std::size_t longest_stream_word = 16;
std::optional<std::string_view> read_stream_word(Bytes value);

}  // namespace vtp::rtc
