// Packets of RTP around pictures and sound, as senders make them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "live/recording/jitter_buffer.h"
#include "media/media_info.h"
#include "support/rtc/bytes.h"

namespace vtp::live::test {

/// A packet of its own memory.
rtc::Buffer rtp_packet(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp, bool marker,
                       std::string_view payload);

/// What a jitter buffer would give of it.
BufferedPacket buffered(std::uint32_t timestamp, bool marker, std::string_view payload);

/// Payloads of H.264 for a sample with lengths before its units: small units alone, long ones in pieces
/// (FU-A).
std::vector<std::string> h264_payloads(std::string_view sample, std::size_t longest = 1100);

/// Several units in one payload (STAP-A).
std::string h264_aggregate(const std::vector<std::string>& units);

/// Where a frame of VP8 stands among the others.
struct Vp8Place {
  std::uint16_t picture = 0;
  std::uint8_t base = 0;
  std::uint8_t layer = 0;
  bool is_sync = false;
};
std::vector<std::string> vp8_payloads(std::string_view frame, const Vp8Place& place,
                                      std::size_t longest = 1100);

/// Parameters of H.264 in the constrained baseline profile; the size in whole macroblocks.
std::string h264_sequence_unit(media::PictureSize size);
std::string h264_picture_unit();

/// A sample of H.264 that is none, but is packetised and stored like one. It begins with its parameters if it
/// is a key picture.
std::string fake_h264(bool is_key, media::PictureSize size, std::string_view content);
/// The content of a stored sample made by it.
std::string content_of_fake_h264(std::string_view sample);

/// A frame of VP8 likewise.
std::string fake_vp8(bool is_key, media::PictureSize size, std::string_view content);
std::string content_of_fake_vp8(std::string_view frame);

}  // namespace vtp::live::test
