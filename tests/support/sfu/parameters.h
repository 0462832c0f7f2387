// What browsers say of themselves and of their streams, in short.
#pragma once

#include <string>
#include <vector>

#include "sfu/parameters/extensions.h"
#include "sfu/parameters/router_capabilities.h"
#include "sfu/parameters/rtp_parameters.h"

namespace vtp::sfu {

/// A browser that knows whatever rooms know, as mediasoup-client says it: with the rooms' numbers.
inline RtpCapabilities browser_capabilities() {
  auto capabilities = router_capabilities();
  for (auto& extension : capabilities.header_extensions) extension.direction = ExtensionDirection::sendrecv;
  return capabilities;
}

/// As the numbers in offers of browsers: others than the rooms'.
inline std::vector<HeaderExtension> browser_extensions() {
  std::vector<HeaderExtension> extensions;
  for (std::size_t i = 0; i < extension_uris.size(); ++i)
    extensions.push_back({.uri = std::string(extension_uris[i]), .id = static_cast<std::uint8_t>(14 - i)});
  return extensions;
}

inline RtpCodec browser_codec(std::string mime_type, std::uint8_t payload_type) {
  RtpCodec codec;
  codec.mime_type = std::move(mime_type);
  codec.payload_type = payload_type;
  codec.clock_rate = codec.mime_type.starts_with("audio") ? 48'000 : 90'000;
  if (codec.mime_type.starts_with("audio")) codec.channels = 2;
  if (codec.mime_type == "video/H264")
    codec.parameters = {{"packetization-mode", std::int64_t{1}}, {"profile-level-id", std::string("42e01f")}};
  codec.rtcp_feedback = {{"nack", ""}, {"nack", "pli"}, {"ccm", "fir"}, {"transport-cc", ""}};
  return codec;
}

inline RtpCodec rtx_codec(std::uint8_t payload_type, std::uint8_t original) {
  RtpCodec codec;
  codec.mime_type = "video/rtx";
  codec.payload_type = payload_type;
  codec.clock_rate = 90'000;
  codec.parameters = {{"apt", std::int64_t{original}}};
  return codec;
}

/// A microphone by its SSRC.
inline RtpParameters microphone(std::uint32_t ssrc) {
  RtpParameters parameters;
  parameters.mid = "0";
  parameters.codecs = {browser_codec("audio/opus", 111)};
  parameters.header_extensions = browser_extensions();
  parameters.encodings.resize(1);
  parameters.encodings[0].ssrc = ssrc;
  parameters.rtcp.cname = "browser";
  return parameters;
}

/// A camera whose encodings are known by their rids r0, r1, ...; with one only, by nothing but the mid.
inline RtpParameters camera(std::size_t encodings, std::string mime_type = "video/VP8") {
  RtpParameters parameters;
  parameters.mid = "1";
  parameters.codecs = {browser_codec(std::move(mime_type), 96), rtx_codec(97, 96)};
  parameters.header_extensions = browser_extensions();
  parameters.encodings.resize(encodings);
  for (std::size_t i = 0; i < encodings; ++i) {
    if (encodings > 1) parameters.encodings[i].rid = "r" + std::to_string(i);
    parameters.encodings[i].scalability_mode = "L1T3";
  }
  parameters.rtcp.cname = "browser";
  return parameters;
}

}  // namespace vtp::sfu
