#include "sfu/sdp/codec_matching.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace vtp::sfu {
namespace {

std::string_view parameter(const rtc::SdpCodec& codec, std::string_view name, std::string_view otherwise) {
  for (const auto& [key, value] : codec.parameters)
    if (equals_ignoring_case(key, name)) return value;
  return otherwise;
}

std::string parameter(const RtpCodecCapability& codec, std::string_view name, std::string_view otherwise) {
  const auto found = codec.parameters.find(name);
  if (found == codec.parameters.end()) return std::string(otherwise);
  if (const auto* const number = std::get_if<std::int64_t>(&found->second)) return std::to_string(*number);
  return std::get<std::string>(found->second);
}

std::string mime_type(MediaKind kind, std::string_view name) {
  return std::string(to_text(kind)) + '/' + std::string(name);
}

/// The first byte of a profile-level-id, in hexadecimal: that of the baseline profile if there is none.
std::string profile(std::string_view profile_level_id) {
  return to_lower(profile_level_id.substr(0, 2));
}

bool has_same_format(const rtc::SdpCodec& theirs, const RtpCodecCapability& ours) {
  const auto name = to_lower(theirs.name);
  if (name == "h264")
    return parameter(theirs, "packetization-mode", "0") == parameter(ours, "packetization-mode", "0") &&
           profile(parameter(theirs, "profile-level-id", "42")) ==
               profile(parameter(ours, "profile-level-id", "42"));
  if (name == "vp9") return parameter(theirs, "profile-id", "0") == parameter(ours, "profile-id", "0");
  return true;
}

CodecParameter codec_parameter(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  // "00" and the like would not come back as they were.
  if (error == std::errc() && end == text.data() + text.size() && std::to_string(number) == text)
    return number;
  return text;
}

}  // namespace

std::optional<MediaKind> media_kind(const rtc::SdpMedia& media) {
  return enum_from_text<MediaKind>(media.kind);
}

bool is_repair(const RtpCodecCapability& ours) {
  return equals_ignoring_case(ours.mime_type, "video/rtx") ||
         equals_ignoring_case(ours.mime_type, "audio/rtx");
}

const rtc::SdpCodec* find_codec(const rtc::SdpMedia& media, const RtpCodecCapability& ours) {
  const auto kind = media_kind(media);
  if (kind != ours.kind) return nullptr;
  const auto found = std::ranges::find_if(media.codecs, [&](const rtc::SdpCodec& theirs) {
    return equals_ignoring_case(mime_type(*kind, theirs.name), ours.mime_type) &&
           theirs.clock_rate == ours.clock_rate && theirs.channels.value_or(1) == ours.channels.value_or(1) &&
           has_same_format(theirs, ours);
  });
  return found == media.codecs.end() ? nullptr : &*found;
}

const rtc::SdpCodec* find_repair(const rtc::SdpMedia& media, std::uint8_t payload_type) {
  const auto found = std::ranges::find_if(media.codecs, [&](const rtc::SdpCodec& codec) {
    return equals_ignoring_case(codec.name, "rtx") &&
           parameter(codec, "apt", "") == std::to_string(payload_type);
  });
  return found == media.codecs.end() ? nullptr : &*found;
}

RtpCodec rtp_codec(const rtc::SdpCodec& theirs, const RtpCodecCapability& ours) {
  RtpCodec codec{
      .mime_type = ours.mime_type,
      .payload_type = theirs.payload_type,
      .clock_rate = theirs.clock_rate,
      .channels = theirs.channels,
      .parameters = {},
      .rtcp_feedback = {},
  };
  for (const auto& [name, value] : theirs.parameters)
    if (!name.empty()) codec.parameters.insert_or_assign(name, codec_parameter(value));
  for (const auto& [type, value] : theirs.feedback) {
    RtcpFeedback feedback{.type = type, .parameter = value};
    if (std::ranges::find(ours.rtcp_feedback, feedback) != ours.rtcp_feedback.end() &&
        std::ranges::find(codec.rtcp_feedback, feedback) == codec.rtcp_feedback.end())
      codec.rtcp_feedback.push_back(std::move(feedback));
  }
  return codec;
}

rtc::SdpCodec sdp_codec(const RtpCodec& codec) {
  rtc::SdpCodec sdp{
      .payload_type = codec.payload_type,
      .name = codec.mime_type.substr(codec.mime_type.find('/') + 1),
      .clock_rate = codec.clock_rate,
      .channels = codec.channels,
      .parameters = {},
      .feedback = {},
  };
  for (const auto& [name, value] : codec.parameters) {
    const auto* const number = std::get_if<std::int64_t>(&value);
    sdp.parameters.emplace_back(name, number ? std::to_string(*number) : std::get<std::string>(value));
  }
  for (const auto& feedback : codec.rtcp_feedback)
    sdp.feedback.push_back({.type = feedback.type, .parameter = feedback.parameter});
  return sdp;
}

bool uses_extension(const RtpCapabilities& router, MediaKind kind, std::string_view uri, Towards towards) {
  return std::ranges::any_of(router.header_extensions, [&](const HeaderExtensionCapability& ours) {
    const auto one_way = towards == Towards::us ? ExtensionDirection::recvonly : ExtensionDirection::sendonly;
    return ours.uri == uri && ours.kind.value_or(kind) == kind &&
           (ours.direction == ExtensionDirection::sendrecv || ours.direction == one_way);
  });
}

}  // namespace vtp::sfu
