// What a room can forward, as realtime.md section 8.1 lists it, for tests that need no room.
#pragma once

#include "sfu/parameters/rtp_parameters.h"

namespace vtp::sfu {

inline RtpCapabilities house_capabilities() {
  const std::vector<RtcpFeedback> for_video{
      {"nack", ""}, {"nack", "pli"}, {"ccm", "fir"}, {"goog-remb", ""}, {"transport-cc", ""}};
  const auto video = [&](std::string mime_type, std::uint8_t payload_type, CodecParameters parameters) {
    return RtpCodecCapability{.kind = MediaKind::video,
                              .mime_type = std::move(mime_type),
                              .preferred_payload_type = payload_type,
                              .clock_rate = 90'000,
                              .channels = {},
                              .parameters = std::move(parameters),
                              .rtcp_feedback = for_video};
  };
  const auto h264 = [&](std::uint8_t payload_type, std::string profile) {
    return video("video/H264", payload_type,
                 {{"packetization-mode", 1},
                  {"level-asymmetry-allowed", 1},
                  {"profile-level-id", std::move(profile)}});
  };
  const auto rtx = [&](std::uint8_t payload_type, std::int64_t of) {
    auto codec = video("video/rtx", payload_type, {{"apt", of}});
    codec.rtcp_feedback.clear();
    return codec;
  };
  const auto both_ways = ExtensionDirection::sendrecv;
  return {
      .codecs = {{.kind = MediaKind::audio,
                  .mime_type = "audio/opus",
                  .preferred_payload_type = 100,
                  .clock_rate = 48'000,
                  .channels = 2,
                  .parameters = {{"useinbandfec", 1}},
                  .rtcp_feedback = {{"nack", ""}, {"transport-cc", ""}}},
                 h264(101, "42e01f"),
                 rtx(102, 101),
                 h264(103, "4d0032"),
                 rtx(104, 103),
                 video("video/VP8", 105, {}),
                 rtx(106, 105)},
      .header_extensions = {{.kind = {},
                             .uri = "urn:ietf:params:rtp-hdrext:sdes:mid",
                             .preferred_id = 1,
                             .direction = both_ways},
                            {.kind = MediaKind::video,
                             .uri = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
                             .preferred_id = 2,
                             .direction = ExtensionDirection::recvonly},
                            {.kind = {},
                             .uri =
                                 "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                             .preferred_id = 5,
                             .direction = both_ways},
                            {.kind = MediaKind::audio,
                             .uri = "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
                             .preferred_id = 10,
                             .direction = both_ways},
                            {.kind = MediaKind::video,
                             .uri = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
                             .preferred_id = 14,
                             .direction = ExtensionDirection::sendonly}},
  };
}

}  // namespace vtp::sfu
