// Codecs and header extensions between SDP and the SFU's own terms.
#pragma once

#include <optional>

#include "rtc/sdp/session_description.h"
#include "sfu/parameters/rtp_parameters.h"

namespace vtp::sfu {

/// Of a section's kind; nullopt for data and whatever else.
std::optional<MediaKind> media_kind(const rtc::SdpMedia& media);

/// The codec that `ours` means among the section's, if it is there. For H.264 packetization mode and profile
/// count (RFC 6184 section 8.2.2), for VP9 the profile.
const rtc::SdpCodec* find_codec(const rtc::SdpMedia& media, const RtpCodecCapability& ours);
/// What repairs it (RFC 4588): the section's rtx codec whose `apt` is `payload_type`.
const rtc::SdpCodec* find_repair(const rtc::SdpMedia& media, std::uint8_t payload_type);
bool is_repair(const RtpCodecCapability& ours);

/// With the feedback that both sides know.
RtpCodec rtp_codec(const rtc::SdpCodec& theirs, const RtpCodecCapability& ours);
rtc::SdpCodec sdp_codec(const RtpCodec& codec);

/// Whether we take the extension from a sender, or send it to a receiver.
enum class Towards : std::uint8_t { us, them };
bool uses_extension(const RtpCapabilities& router, MediaKind kind, std::string_view uri, Towards towards);

}  // namespace vtp::sfu
