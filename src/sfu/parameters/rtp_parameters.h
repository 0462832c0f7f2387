// What two sides agree on about streams, in the shapes of mediasoup-client 3 (realtime.md section 8.1), which
// are those of ORTC. Keys are camelCase on the wire; see rtp_parameters_shapes.h.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/enum_names.h"

namespace vtp::sfu {

enum class MediaKind : std::uint8_t { audio, video };

/// A number or a text, as in SDP's fmtp lines.
using CodecParameter = std::variant<std::int64_t, std::string>;
using CodecParameters = std::map<std::string, CodecParameter, std::less<>>;

struct RtcpFeedback {
  std::string type;  // "nack", "ccm", "transport-cc", "goog-remb"
  std::string parameter;
  bool operator==(const RtcpFeedback&) const = default;
};

/// A codec that a side can use.
struct RtpCodecCapability {
  MediaKind kind = MediaKind::audio;
  std::string mime_type;  // "video/H264"
  std::optional<std::uint8_t> preferred_payload_type;
  std::uint32_t clock_rate = 0;  // Hz
  std::optional<std::uint8_t> channels;
  CodecParameters parameters;
  std::vector<RtcpFeedback> rtcp_feedback;
};

enum class ExtensionDirection : std::uint8_t { sendrecv, sendonly, recvonly, inactive };

/// A header extension (RFC 8285) that a side can use.
struct HeaderExtensionCapability {
  std::optional<MediaKind> kind;  // nullopt: both
  std::string uri;
  std::uint8_t preferred_id = 0;
  bool preferred_encrypt = false;
  ExtensionDirection direction = ExtensionDirection::sendrecv;
};

/// What a router or a browser can send and receive.
struct RtpCapabilities {
  std::vector<RtpCodecCapability> codecs;
  std::vector<HeaderExtensionCapability> header_extensions;
};

/// A codec that a stream does use.
struct RtpCodec {
  std::string mime_type;
  std::uint8_t payload_type = 0;
  std::uint32_t clock_rate = 0;  // Hz
  std::optional<std::uint8_t> channels;
  CodecParameters parameters;
  std::vector<RtcpFeedback> rtcp_feedback;
};

struct HeaderExtension {
  std::string uri;
  std::uint8_t id = 0;
  bool encrypt = false;
};

struct RtxEncoding {
  std::uint32_t ssrc = 0;
};

/// One stream of a source: one of its qualities where there are several.
struct RtpEncoding {
  std::optional<std::uint32_t> ssrc;
  std::optional<std::string> rid;
  std::optional<std::uint8_t> codec_payload_type;
  std::optional<RtxEncoding> rtx;
  bool dtx = false;
  std::optional<std::string> scalability_mode;  // "L1T3"
  std::optional<double> scale_resolution_down_by;
  std::optional<std::int64_t> max_bitrate;  // bit/s
  std::optional<double> max_framerate;
};

struct RtcpParameters {
  std::optional<std::string> cname;
  bool reduced_size = true;
  bool mux = true;
};

struct RtpParameters {
  std::optional<std::string> mid;
  std::vector<RtpCodec> codecs;
  std::vector<HeaderExtension> header_extensions;
  std::vector<RtpEncoding> encodings;
  RtcpParameters rtcp;
  std::optional<std::string> msid;
};

}  // namespace vtp::sfu

template <>
struct vtp::EnumNames<vtp::sfu::MediaKind> {
  static constexpr std::array<std::string_view, 2> names{"audio", "video"};
};

template <>
struct vtp::EnumNames<vtp::sfu::ExtensionDirection> {
  static constexpr std::array<std::string_view, 4> names{"sendrecv", "sendonly", "recvonly", "inactive"};
};
