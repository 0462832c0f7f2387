#include <algorithm>

#include "base/text.h"
#include "sfu/sdp/codec_matching.h"
#include "sfu/sdp/offer.h"

namespace vtp::sfu {
namespace {

using rtc::SdpDirection;
using rtc::SdpMedia;
using rtc::SessionDescription;

constexpr std::size_t most_encodings = 4;  // of one source
constexpr std::string_view mid_extension = "urn:ietf:params:rtp-hdrext:sdes:mid";

bool is_in_bundle(const SessionDescription& offer, const SdpMedia& media) {
  if (offer.media.size() == 1) return true;
  return std::ranges::find(offer.bundle, media.mid) != offer.bundle.end();
}

/// Refused by its sender, or to be carried in a way that we do not know?
bool is_usable(const SessionDescription& offer, const SdpMedia& media) {
  if (!media_kind(media) || !media.protocol.ends_with("RTP/SAVPF") || media.mid.empty()) return false;
  // Port 0 refuses a section unless the bundle carries it (RFC 9143 section 6).
  if (media.port == 0 && !media.is_bundle_only) return false;
  return is_in_bundle(offer, media);
}

/// One transport for all (RFC 9725 section 4.4): the first section that is taken describes it.
std::expected<DtlsParameters, OfferProblem> read_transport(const SdpMedia& media) {
  if (media.ice_ufrag.empty() || media.ice_pwd.empty())
    return std::unexpected("the credentials of ICE are missing");
  if (!media.has_rtcp_mux) return std::unexpected("RTP and RTCP must share a port (rtcp-mux)");
  if (media.fingerprints.empty()) return std::unexpected("the fingerprint of a certificate is missing");
  if (media.setup == rtc::SdpSetup::passive)
    return std::unexpected("the offerer must be able to begin the handshake");
  DtlsParameters parameters{.role = DtlsRoleOffer::client, .fingerprints = {}};
  for (const auto& [algorithm, value] : media.fingerprints)
    parameters.fingerprints.push_back({algorithm, value});
  return parameters;
}

/// Streams told apart by SSRCs: those of a SIM group, or all that repair no other.
std::vector<RtpEncoding> encodings_by_source(const SdpMedia& media) {
  std::vector<RtpEncoding> encodings;
  const auto add = [&](std::uint32_t ssrc) {
    if (encodings.size() < most_encodings) encodings.push_back({.ssrc = ssrc});
  };
  for (const auto& group : media.source_groups)
    if (group.semantics == "SIM" && encodings.empty()) std::ranges::for_each(group.ssrcs, add);
  if (encodings.empty() && !media.sources.empty()) add(media.sources.front().ssrc);
  for (const auto& group : media.source_groups) {
    if (group.semantics != "FID" || group.ssrcs.size() != 2) continue;
    for (auto& encoding : encodings)
      if (encoding.ssrc == group.ssrcs[0]) encoding.rtx = RtxEncoding{.ssrc = group.ssrcs[1]};
  }
  return encodings;
}

std::vector<RtpEncoding> encodings_of(const SdpMedia& media) {
  std::vector<RtpEncoding> encodings;
  for (const auto& rid : media.simulcast.sent)
    if (encodings.size() < most_encodings) encodings.push_back({.ssrc = {}, .rid = rid});
  if (encodings.empty()) encodings = encodings_by_source(media);
  // Told apart by the section's identification in the packets.
  if (encodings.empty()) encodings.emplace_back();
  return encodings;
}

std::vector<HeaderExtension> extensions_of(const SdpMedia& media, const RtpCapabilities& router,
                                           MediaKind kind) {
  std::vector<HeaderExtension> extensions;
  for (const auto& extension : media.extensions) {
    const bool is_sent =
        extension.direction == SdpDirection::sendrecv || extension.direction == SdpDirection::sendonly;
    if (is_sent && uses_extension(router, kind, extension.uri, Towards::us))
      extensions.push_back({.uri = extension.uri, .id = extension.id});
  }
  return extensions;
}

/// nullopt: no codec that the router knows. Its order decides, so that what can be recorded comes first.
std::optional<RtpParameters> read_stream(const SdpMedia& media, const RtpCapabilities& router,
                                         MediaKind kind) {
  for (const auto& ours : router.codecs) {
    const auto* const theirs = is_repair(ours) ? nullptr : find_codec(media, ours);
    if (!theirs) continue;
    RtpParameters parameters;
    parameters.mid = media.mid;
    parameters.codecs.push_back(rtp_codec(*theirs, ours));
    if (const auto* const repair = find_repair(media, theirs->payload_type);
        repair && kind == MediaKind::video)
      parameters.codecs.push_back(rtp_codec(*repair, {.mime_type = "video/rtx"}));
    parameters.header_extensions = extensions_of(media, router, kind);
    parameters.encodings = encodings_of(media);
    if (!media.sources.empty() && !media.sources.front().cname.empty())
      parameters.rtcp.cname = media.sources.front().cname;
    if (!media.msid.empty()) parameters.msid = media.msid;
    return parameters;
  }
  return std::nullopt;
}

/// What the section can receive, beside what other sections can.
void add_capabilities(RtpCapabilities& capabilities, const SdpMedia& media, const RtpCapabilities& router,
                      MediaKind kind) {
  const auto add = [&](const rtc::SdpCodec& theirs, const RtpCodecCapability& ours) {
    if (std::ranges::find(capabilities.codecs, theirs.payload_type,
                          &RtpCodecCapability::preferred_payload_type) != capabilities.codecs.end())
      return;
    auto codec = rtp_codec(theirs, ours);
    capabilities.codecs.push_back({.kind = kind,
                                   .mime_type = std::move(codec.mime_type),
                                   .preferred_payload_type = codec.payload_type,
                                   .clock_rate = codec.clock_rate,
                                   .channels = codec.channels,
                                   .parameters = std::move(codec.parameters),
                                   .rtcp_feedback = std::move(codec.rtcp_feedback)});
  };
  for (const auto& ours : router.codecs) {
    const auto* const theirs = is_repair(ours) ? nullptr : find_codec(media, ours);
    if (!theirs) continue;
    add(*theirs, ours);
    if (const auto* const repair = find_repair(media, theirs->payload_type))
      add(*repair, {.kind = kind, .mime_type = "video/rtx"});
  }
  for (const auto& extension : media.extensions) {
    const bool is_received =
        extension.direction == SdpDirection::sendrecv || extension.direction == SdpDirection::recvonly;
    // Sections have names of the offerer's; the SFU would write its own. Players find streams by SSRC.
    if (!is_received || extension.uri == mid_extension ||
        !uses_extension(router, kind, extension.uri, Towards::them))
      continue;
    capabilities.header_extensions.push_back(
        {.kind = kind, .uri = extension.uri, .preferred_id = extension.id});
  }
}

bool is_sent(SdpDirection direction) {
  return direction == SdpDirection::sendonly || direction == SdpDirection::sendrecv;
}
bool is_received(SdpDirection direction) {
  return direction == SdpDirection::recvonly || direction == SdpDirection::sendrecv;
}

}  // namespace

std::expected<PublishOffer, OfferProblem> read_publish_offer(const SessionDescription& offer,
                                                             const RtpCapabilities& router) {
  PublishOffer result;
  for (std::size_t i = 0; i < offer.media.size(); ++i) {
    const auto& media = offer.media[i];
    if (!is_usable(offer, media) || !is_sent(media.direction)) continue;
    const auto kind = *media_kind(media);
    if (std::ranges::find(result.streams, kind, &OfferedStream::kind) != result.streams.end()) continue;
    auto parameters = read_stream(media, router, kind);
    if (!parameters) continue;
    if (result.streams.empty()) {
      auto transport = read_transport(media);
      if (!transport) return std::unexpected(transport.error());
      result.dtls = *std::move(transport);
    }
    result.streams.push_back({.section = i, .kind = kind, .rtp_parameters = *std::move(parameters)});
  }
  if (result.streams.empty())
    return std::unexpected("nothing is sent that could be received: H.264 or VP8, and Opus, in one bundle");
  return result;
}

std::expected<PlayOffer, OfferProblem> read_play_offer(const SessionDescription& offer,
                                                       const RtpCapabilities& router) {
  PlayOffer result;
  for (std::size_t i = 0; i < offer.media.size(); ++i) {
    const auto& media = offer.media[i];
    if (!is_usable(offer, media) || !is_received(media.direction)) continue;
    const auto kind = *media_kind(media);
    if (result.sections.empty()) {
      auto transport = read_transport(media);
      if (!transport) return std::unexpected(transport.error());
      result.dtls = *std::move(transport);
    }
    add_capabilities(result.capabilities, media, router, kind);
    result.sections.push_back({.section = i, .kind = kind});
  }
  if (result.capabilities.codecs.empty())
    return std::unexpected(
        "nothing can be received that is sent here: H.264 or VP8, and Opus, in one bundle");
  return result;
}

}  // namespace vtp::sfu
