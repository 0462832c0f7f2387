// Which codecs are the same although two sides write them differently.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sfu/parameters/rtp_parameters.h"

namespace vtp::sfu {

/// Codecs whose payload we understand as far as forwarding needs it.
enum class Codec : std::uint8_t { opus, h264, vp8, vp9, av1 };

/// nullopt: we do not forward it. Case does not matter.
std::optional<Codec> codec_of(std::string_view mime_type);
/// Retransmission (RFC 4588), of either kind of media.
bool is_rtx(std::string_view mime_type);
/// nullopt: it is neither audio nor video.
std::optional<MediaKind> kind_of(std::string_view mime_type);

/// nullopt: there is none, or a text.
std::optional<std::int64_t> integer_parameter(const CodecParameters& parameters, std::string_view name);

/// What of H.264's profile-level-id (RFC 6184 section 8.1) matters: levels may differ.
enum class H264Profile : std::uint8_t { constrained_baseline, baseline, main, constrained_high, high };
std::optional<H264Profile> h264_profile(std::string_view profile_level_id);

/// What is compared of a codec, whichever struct it stands in.
struct CodecView {
  std::string_view mime_type;
  std::uint32_t clock_rate = 0;
  std::uint8_t channels = 1;
  const CodecParameters* parameters = nullptr;
};
CodecView view_of(const RtpCodecCapability& codec);
CodecView view_of(const RtpCodec& codec);

/// Does somebody who can use `capability` understand what `sent` is? Decoders of a baseline profile take the
/// constrained one, and those of packetization mode 1 take mode 0, too.
bool can_decode(const CodecView& capability, const CodecView& sent);

/// The layers that a scalability mode such as "L3T3_KEY" promises (W3C WebRTC-SVC); 1 and 1 for none.
struct ScalabilityMode {
  std::uint8_t spatial = 1;
  std::uint8_t temporal = 1;
};
ScalabilityMode parse_scalability_mode(std::string_view text);

}  // namespace vtp::sfu
