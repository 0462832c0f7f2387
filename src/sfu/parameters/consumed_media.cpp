#include "sfu/parameters/consumed_media.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "sfu/parameters/router_capabilities.h"

namespace vtp::sfu {
namespace {

/// What a viewer can use of a codec of ours, under the number that the viewer gives it.
RtpCodec agreed(const RtpCodecCapability& ours, const RtpCodecCapability& viewers) {
  RtpCodec codec{.mime_type = ours.mime_type,
                 .payload_type = *viewers.preferred_payload_type,
                 .clock_rate = ours.clock_rate,
                 .channels = ours.channels,
                 .parameters = ours.parameters,
                 .rtcp_feedback = {}};
  std::ranges::copy_if(
      ours.rtcp_feedback, std::back_inserter(codec.rtcp_feedback), [&](const RtcpFeedback& feedback) {
        return std::ranges::find(viewers.rtcp_feedback, feedback) != viewers.rtcp_feedback.end();
      });
  return codec;
}

/// The number under which the viewer takes repetitions of `original`.
std::optional<std::uint8_t> rtx_type_of(const RtpCapabilities& viewer, std::uint8_t original) {
  const auto found = std::ranges::find_if(viewer.codecs, [&](const RtpCodecCapability& codec) {
    return is_rtx(codec.mime_type) && integer_parameter(codec.parameters, "apt") == original;
  });
  return found == viewer.codecs.end() ? std::nullopt : found->preferred_payload_type;
}

/// Those that we send and the viewer understands, under the viewer's numbers.
void agree_on_extensions(MediaKind kind, const RtpCapabilities& viewer, ConsumedMedia& media) {
  for (const auto& ours : router_capabilities().header_extensions) {
    const bool is_sent =
        ours.direction == ExtensionDirection::sendrecv || ours.direction == ExtensionDirection::sendonly;
    if (ours.kind != kind || !is_sent) continue;
    const auto found = std::ranges::find_if(viewer.header_extensions, [&](const auto& theirs) {
      return theirs.uri == ours.uri && (!theirs.kind || theirs.kind == kind);
    });
    if (found == viewer.header_extensions.end()) continue;
    media.parameters.header_extensions.push_back({.uri = ours.uri, .id = found->preferred_id});
    media.extensions.set(*extension_of(ours.uri), found->preferred_id);
  }
}

/// One way of telling how much fits is enough: of packets if the viewer can, else by its own estimate.
/// Without retransmission nothing can be sent again: a packet may not be sealed twice.
void reduce_feedback(RtpCodec& codec, const ConsumedMedia& media) {
  const bool has_numbers = media.extensions[Extension::transport_sequence] != 0;
  const bool has_times = media.extensions[Extension::send_time] != 0;
  std::erase_if(codec.rtcp_feedback, [&](const RtcpFeedback& feedback) {
    if (feedback.type == "transport-cc") return !has_numbers;
    if (feedback.type == "goog-remb") return has_numbers || !has_times;
    return feedback.type == "nack" && feedback.parameter.empty() && !media.rtx_payload_type;
  });
}

std::optional<std::string> scalability_mode(const ProducedMedia& produced) {
  if (produced.encodings.size() > 1)
    return fmt::format("S{}T{}", produced.spatial_layers(), produced.temporal_layers());
  return produced.scalability_mode.empty() ? std::nullopt : std::optional(produced.scalability_mode);
}

}  // namespace

Result<void> check_capabilities(const RtpCapabilities& capabilities) {
  std::set<std::uint8_t> types;
  for (const auto& codec : capabilities.codecs) {
    if (kind_of(codec.mime_type) != codec.kind)
      return fail(ErrorCode::invalid_rtp_capabilities, "a codec is of another kind than it says");
    if (codec.preferred_payload_type && !types.insert(*codec.preferred_payload_type).second)
      return fail(ErrorCode::invalid_rtp_capabilities, "two codecs have the same payload type");
  }
  return {};
}

Result<ConsumedMedia> consume_media(const ProducedMedia& produced, const RtpCapabilities& viewer,
                                    ConsumerNames names) {
  const auto& ours = router_capabilities().codecs[produced.router_codec];
  const auto found = std::ranges::find_if(viewer.codecs, [&](const RtpCodecCapability& theirs) {
    return theirs.preferred_payload_type && can_decode(view_of(theirs), view_of(ours));
  });
  if (found == viewer.codecs.end())
    return fail(ErrorCode::cannot_consume, "the device does not understand this stream");
  ConsumedMedia media;
  media.payload_type = *found->preferred_payload_type;
  media.rtx_payload_type = rtx_type_of(viewer, media.payload_type);
  agree_on_extensions(produced.kind, viewer, media);
  auto& parameters = media.parameters;
  parameters.codecs.push_back(agreed(ours, *found));
  reduce_feedback(parameters.codecs[0], media);
  RtpEncoding encoding;
  encoding.ssrc = names.ssrc;
  encoding.scalability_mode = scalability_mode(produced);
  if (media.rtx_payload_type) {
    parameters.codecs.push_back({.mime_type = fmt::format("{}/rtx", to_text(produced.kind)),
                                 .payload_type = *media.rtx_payload_type,
                                 .clock_rate = ours.clock_rate,
                                 .channels = {},
                                 .parameters = {{"apt", std::int64_t{media.payload_type}}},
                                 .rtcp_feedback = {}});
    encoding.rtx = RtxEncoding{.ssrc = names.rtx_ssrc};
  }
  parameters.encodings.push_back(std::move(encoding));
  parameters.mid = std::move(names.mid);
  parameters.rtcp.cname = std::move(names.cname);
  parameters.msid = std::move(names.msid);
  return media;
}

}  // namespace vtp::sfu
