#include "sfu/parameters/produced_media.h"

#include <algorithm>
#include <set>

#include "base/try.h"
#include "sfu/parameters/router_capabilities.h"

namespace vtp::sfu {
namespace {

constexpr std::size_t most_encodings = 4;

std::unexpected<Error> invalid(std::string message) {
  return fail(ErrorCode::invalid_rtp_parameters, std::move(message));
}

Result<void> check_codecs(MediaKind kind, const RtpParameters& parameters) {
  std::set<std::uint8_t> types;
  for (const auto& codec : parameters.codecs) {
    if (kind_of(codec.mime_type) != kind) return invalid("a codec is of another kind of media");
    if (!types.insert(codec.payload_type).second) return invalid("two codecs have the same payload type");
    if (!is_rtx(codec.mime_type)) continue;
    const auto original = integer_parameter(codec.parameters, "apt");
    const bool is_there = std::ranges::any_of(parameters.codecs, [&](const RtpCodec& other) {
      return other.payload_type == original && !is_rtx(other.mime_type);
    });
    if (!is_there) return invalid("a codec repeats one that is not there");
  }
  return {};
}

bool has_feedback(const RtpCodec& codec, std::string_view type, std::string_view parameter) {
  return std::ranges::any_of(codec.rtcp_feedback, [&](const RtcpFeedback& feedback) {
    return feedback.type == type && feedback.parameter == parameter;
  });
}

/// The first codec that rooms forward; the others are not looked at.
Result<void> choose_codec(const RtpParameters& parameters, ProducedMedia& media) {
  const auto& known = router_capabilities().codecs;
  for (const auto& codec : parameters.codecs) {
    const auto found = std::ranges::find_if(
        known, [&](const RtpCodecCapability& ours) { return can_decode(view_of(ours), view_of(codec)); });
    if (found == known.end()) continue;
    media.codec = *codec_of(codec.mime_type);
    media.router_codec = static_cast<std::size_t>(found - known.begin());
    media.payload_type = codec.payload_type;
    media.clock_rate = codec.clock_rate;
    media.has_nack = has_feedback(codec, "nack", "");
    media.has_pli = has_feedback(codec, "nack", "pli");
    media.has_fir = has_feedback(codec, "ccm", "fir");
    for (const auto& other : parameters.codecs)
      if (is_rtx(other.mime_type) && integer_parameter(other.parameters, "apt") == codec.payload_type)
        media.rtx_payload_type = other.payload_type;
    return {};
  }
  return fail(ErrorCode::unsupported_codec, "no room forwards this codec");
}

Result<void> take_extensions(const RtpParameters& parameters, ProducedMedia& media) {
  std::set<std::uint8_t> ids;
  std::set<std::string_view> uris;
  for (const auto& extension : parameters.header_extensions) {
    if (!ids.insert(extension.id).second || !uris.insert(extension.uri).second)
      return invalid("a header extension is there twice");
    if (extension.encrypt) return invalid("header extensions are not encrypted");
    if (const auto known = extension_of(extension.uri)) media.extensions.set(*known, extension.id);
  }
  return {};
}

/// Which encodings there are, and how their packets are recognised.
Result<void> take_encodings(const RtpParameters& parameters, ProducedMedia& media) {
  const auto& encodings = parameters.encodings;
  if (encodings.empty() || encodings.size() > most_encodings)
    return invalid("there must be 1 to 4 encodings");
  if (media.kind == MediaKind::audio && encodings.size() > 1) return invalid("audio has one encoding");
  std::set<std::uint32_t> ssrcs;
  std::set<std::string_view> rids;
  const bool has_mid = !media.mid.empty() && media.extensions[Extension::mid] != 0;
  const bool has_rids = media.extensions[Extension::rid] != 0;
  for (const auto& encoding : encodings) {
    const bool is_known = encoding.ssrc || (encoding.rid && has_rids) || (encodings.size() == 1 && has_mid);
    if (!is_known) return invalid("an encoding has nothing by which it can be recognised");
    if (encoding.ssrc && !ssrcs.insert(*encoding.ssrc).second) return invalid("two streams have one SSRC");
    if (encoding.rtx && !ssrcs.insert(encoding.rtx->ssrc).second) return invalid("two streams have one SSRC");
    if (encoding.rid && !rids.insert(*encoding.rid).second) return invalid("two encodings have one rid");
    const auto mode = parse_scalability_mode(encoding.scalability_mode.value_or(""));
    media.encodings.push_back({.ssrc = encoding.ssrc,
                               .rtx_ssrc = encoding.rtx ? std::optional(encoding.rtx->ssrc) : std::nullopt,
                               .rid = encoding.rid.value_or(""),
                               .layers = media.kind == MediaKind::audio ? ScalabilityMode{} : mode});
  }
  const bool has_layers = media.codec == Codec::vp9 || media.codec == Codec::av1;
  for (auto& encoding : media.encodings) {
    // Other codecs have no spatial layers; an encoding of several has them for itself.
    if (!has_layers || encodings.size() > 1) encoding.layers.spatial = 1;
    encoding.layers.spatial = std::min<std::uint8_t>(encoding.layers.spatial, most_encodings);
    encoding.layers.temporal = std::min<std::uint8_t>(encoding.layers.temporal, 4);
  }
  if (encodings.size() == 1) media.scalability_mode = encodings[0].scalability_mode.value_or("");
  return {};
}

}  // namespace

Result<ProducedMedia> check_producer(MediaKind kind, const RtpParameters& parameters) {
  ProducedMedia media;
  media.kind = kind;
  media.mid = parameters.mid.value_or("");
  VTP_CHECK(check_codecs(kind, parameters));
  VTP_CHECK(choose_codec(parameters, media));
  VTP_CHECK(take_extensions(parameters, media));
  VTP_CHECK(take_encodings(parameters, media));
  return media;
}

}  // namespace vtp::sfu
