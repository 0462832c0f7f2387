// What an offer or an answer of WebRTC says (RFC 8866, RFC 8829): the part of SDP that browsers, encoders and
// players use between each other. What is not understood is left out, as RFC 8866 section 5.13 has it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/enum_names.h"

namespace vtp::rtc {

enum class SdpDirection : std::uint8_t { sendrecv, sendonly, recvonly, inactive };
enum class SdpSetup : std::uint8_t { actpass, active, passive };

/// Of a certificate (RFC 8122).
struct SdpFingerprint {
  std::string algorithm;  // "sha-256", in lower case
  std::string value;      // upper-case hexadecimal with colons
  bool operator==(const SdpFingerprint&) const = default;
};

/// "type" and "parameter" of a=rtcp-fb (RFC 4585 section 4.2).
struct SdpFeedback {
  std::string type;
  std::string parameter;
  bool operator==(const SdpFeedback&) const = default;
};

/// A payload type with everything that is said of it.
struct SdpCodec {
  std::uint8_t payload_type = 0;
  std::string name;              // "H264"; as it was written
  std::uint32_t clock_rate = 0;  // Hz
  std::optional<std::uint8_t> channels;
  /// Of a=fmtp: names and values; a value alone has an empty name.
  std::vector<std::pair<std::string, std::string>> parameters;
  std::vector<SdpFeedback> feedback;
  bool operator==(const SdpCodec&) const = default;
};

/// A header extension (RFC 8285 section 8).
struct SdpExtension {
  std::uint8_t id = 0;  // 1 to 255
  SdpDirection direction = SdpDirection::sendrecv;
  std::string uri;
  bool operator==(const SdpExtension&) const = default;
};

/// One of the streams of a source that are told apart by names (RFC 8851).
struct SdpRid {
  std::string id;
  bool is_sent = true;       // by who wrote it
  std::string restrictions;  // as they were written
  bool operator==(const SdpRid&) const = default;
};

/// RFC 8853: the names of streams in rising or falling order; of alternatives the first one.
struct SdpSimulcast {
  std::vector<std::string> sent;
  std::vector<std::string> received;
  bool operator==(const SdpSimulcast&) const = default;
};

/// RFC 5576
struct SdpSource {
  std::uint32_t ssrc = 0;
  std::string cname;
  std::string msid;
  bool operator==(const SdpSource&) const = default;
};

struct SdpSourceGroup {
  std::string semantics;  // "FID", "SIM"
  std::vector<std::uint32_t> ssrcs;
  bool operator==(const SdpSourceGroup&) const = default;
};

/// RFC 8839 section 5.1; extensions but the type of TCP are left out.
struct SdpCandidate {
  std::string foundation;
  std::uint16_t component = 1;
  std::string protocol;  // "udp" or "tcp", in lower case
  std::uint32_t priority = 0;
  std::string address;  // may be a name (".local")
  std::uint16_t port = 0;
  std::string type;      // "host", "srflx", ...
  std::string tcp_type;  // "passive", ...; empty for UDP
  bool operator==(const SdpCandidate&) const = default;
};

/// A line "m=" and what belongs to it. What is said for all of the session stands in each.
struct SdpMedia {
  std::string kind;        // "audio", "video", "application"
  std::uint16_t port = 9;  // 0: refused, or bundled only
  std::string protocol = "UDP/TLS/RTP/SAVPF";
  std::vector<std::string> formats;  // of "m="; for RTP the payload types
  std::string mid;
  SdpDirection direction = SdpDirection::sendrecv;
  std::string ice_ufrag;
  std::string ice_pwd;
  std::vector<SdpFingerprint> fingerprints;
  std::optional<SdpSetup> setup;
  bool has_rtcp_mux = false;
  bool has_reduced_rtcp = false;
  bool is_bundle_only = false;
  bool allows_mixed_extensions = false;
  std::vector<SdpCodec> codecs;  // in the order of preference, that of `formats`
  std::vector<SdpExtension> extensions;
  std::string msid;  // "<stream> <track>"
  std::vector<SdpSource> sources;
  std::vector<SdpSourceGroup> source_groups;
  std::vector<SdpRid> rids;
  SdpSimulcast simulcast;
  std::vector<SdpCandidate> candidates;
  bool has_all_candidates = false;  // a=end-of-candidates
  bool operator==(const SdpMedia&) const = default;
};

struct SessionDescription {
  std::uint64_t session_id = 0;
  std::uint64_t version = 0;
  bool is_ice_lite = false;
  std::vector<std::string> bundle;  // mids (RFC 9143)
  std::vector<SdpMedia> media;
  bool operator==(const SessionDescription&) const = default;
};

}  // namespace vtp::rtc

template <>
struct vtp::EnumNames<vtp::rtc::SdpDirection> {
  static constexpr std::array<std::string_view, 4> names{"sendrecv", "sendonly", "recvonly", "inactive"};
};

template <>
struct vtp::EnumNames<vtp::rtc::SdpSetup> {
  static constexpr std::array<std::string_view, 3> names{"actpass", "active", "passive"};
};
