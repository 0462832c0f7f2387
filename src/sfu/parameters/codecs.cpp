#include "sfu/parameters/codecs.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace vtp::sfu {
namespace {

constexpr std::string_view default_h264 = "42e01f";  // of those who do not say

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool equal_words(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view text_parameter(const CodecParameters& parameters, std::string_view name,
                                std::string_view otherwise) {
  const auto found = parameters.find(name);
  const auto* const text = found == parameters.end() ? nullptr : std::get_if<std::string>(&found->second);
  return text == nullptr ? otherwise : std::string_view(*text);
}

std::int64_t number_or(const CodecParameters& parameters, std::string_view name, std::int64_t otherwise) {
  return integer_parameter(parameters, name).value_or(otherwise);
}

bool can_decode_h264(const CodecParameters& capability, const CodecParameters& sent) {
  const auto wanted = h264_profile(text_parameter(capability, "profile-level-id", default_h264));
  const auto given = h264_profile(text_parameter(sent, "profile-level-id", default_h264));
  if (!wanted || !given) return false;
  // What the plain baseline profile has beyond the constrained one is made by no encoder of today.
  const auto base = [](H264Profile profile) {
    return profile == H264Profile::baseline ? H264Profile::constrained_baseline : profile;
  };
  return base(*wanted) == base(*given) &&
         number_or(sent, "packetization-mode", 0) <= number_or(capability, "packetization-mode", 0);
}

bool matches_bits(unsigned value, std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool bit = (value >> (7 - i) & 1U) != 0;
    if (pattern[i] != 'x' && (pattern[i] == '1') != bit) return false;
  }
  return true;
}

}  // namespace

std::optional<Codec> codec_of(std::string_view mime_type) {
  constexpr std::array<std::string_view, 5> names{"audio/opus", "video/h264", "video/vp8", "video/vp9",
                                                  "video/av1"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (equal_words(names[i], mime_type)) return static_cast<Codec>(i);
  return std::nullopt;
}

bool is_rtx(std::string_view mime_type) {
  return equal_words(mime_type, "video/rtx") || equal_words(mime_type, "audio/rtx");
}

std::optional<MediaKind> kind_of(std::string_view mime_type) {
  const auto kind = mime_type.substr(0, mime_type.find('/'));
  if (equal_words(kind, "audio")) return MediaKind::audio;
  return equal_words(kind, "video") ? std::optional(MediaKind::video) : std::nullopt;
}

std::optional<std::int64_t> integer_parameter(const CodecParameters& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  const auto* const number = found == parameters.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

std::optional<H264Profile> h264_profile(std::string_view profile_level_id) {
  // The profile, the constraints that it keeps, and its name (RFC 6184 table 5).
  struct Row {
    unsigned profile;
    std::string_view constraints;
    H264Profile name;
  };
  constexpr std::array<Row, 8> table{{{0x42, "x1xx0000", H264Profile::constrained_baseline},
                                      {0x4D, "1xxx0000", H264Profile::constrained_baseline},
                                      {0x58, "11xx0000", H264Profile::constrained_baseline},
                                      {0x42, "x0xx0000", H264Profile::baseline},
                                      {0x58, "10xx0000", H264Profile::baseline},
                                      {0x4D, "0x0x0000", H264Profile::main},
                                      {0x64, "00000000", H264Profile::high},
                                      {0x64, "00001100", H264Profile::constrained_high}}};
  unsigned number = 0;
  const auto* const end = profile_level_id.data() + profile_level_id.size();
  const auto parsed = std::from_chars(profile_level_id.data(), end, number, 16);
  if (profile_level_id.size() != 6 || parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
  const auto found = std::ranges::find_if(table, [&](const Row& row) {
    return row.profile == number >> 16U && matches_bits(number >> 8U & 0xFFU, row.constraints);
  });
  return found == table.end() ? std::nullopt : std::optional(found->name);
}

CodecView view_of(const RtpCodecCapability& codec) {
  return {.mime_type = codec.mime_type,
          .clock_rate = codec.clock_rate,
          .channels = codec.channels.value_or(1),
          .parameters = &codec.parameters};
}

CodecView view_of(const RtpCodec& codec) {
  return {.mime_type = codec.mime_type,
          .clock_rate = codec.clock_rate,
          .channels = codec.channels.value_or(1),
          .parameters = &codec.parameters};
}

bool can_decode(const CodecView& capability, const CodecView& sent) {
  const auto codec = codec_of(sent.mime_type);
  const bool is_same = equal_words(capability.mime_type, sent.mime_type) &&
                       capability.clock_rate == sent.clock_rate && capability.channels == sent.channels;
  if (!is_same || !codec) return false;
  const auto is_equal = [&](std::string_view name) {
    return number_or(*capability.parameters, name, 0) == number_or(*sent.parameters, name, 0);
  };
  if (codec == Codec::h264) return can_decode_h264(*capability.parameters, *sent.parameters);
  if (codec == Codec::vp9) return is_equal("profile-id");
  return codec != Codec::av1 || is_equal("profile");
}

ScalabilityMode parse_scalability_mode(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '1' && text[at] <= '8'; };
  const bool is_one =
      text.size() >= 4 && (text[0] == 'L' || text[0] == 'S') && digit(1) && text[2] == 'T' && digit(3);
  if (!is_one) return {};
  return {.spatial = static_cast<std::uint8_t>(text[1] - '0'),
          .temporal = static_cast<std::uint8_t>(text[3] - '0')};
}

}  // namespace vtp::sfu
