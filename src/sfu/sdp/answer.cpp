#include <algorithm>

#include "base/text.h"
#include "sfu/sdp/codec_matching.h"
#include "sfu/sdp/offer.h"

namespace vtp::sfu {
namespace {

using rtc::SdpDirection;
using rtc::SdpMedia;
using rtc::SessionDescription;

/// What all answers have in common: sections in the offer's order (RFC 8829 section 5.3.1), all refused.
SessionDescription refuse_all(const SessionDescription& offer, std::uint64_t session) {
  SessionDescription answer{
      .session_id = session, .version = 1, .is_ice_lite = true, .bundle = {}, .media = {}};
  for (const auto& media : offer.media)
    answer.media.push_back({.kind = media.kind,
                            .port = 0,
                            .protocol = media.protocol,
                            .formats = media.formats,
                            .mid = media.mid,
                            .direction = SdpDirection::inactive});
  return answer;
}

SdpMedia& accept(SessionDescription& answer, const SessionDescription& offer, std::size_t section,
                 const TransportOffer& transport) {
  auto& media = answer.media[section];
  const auto& offered = offer.media[section];
  media.port = 9;
  media.ice_ufrag = transport.ice_parameters.username_fragment;
  media.ice_pwd = transport.ice_parameters.password;
  for (const auto& [algorithm, value] : transport.dtls_parameters.fingerprints)
    media.fingerprints.push_back({.algorithm = algorithm, .value = value});
  media.setup = rtc::SdpSetup::passive;
  media.has_rtcp_mux = true;
  media.has_reduced_rtcp = offered.has_reduced_rtcp;
  media.allows_mixed_extensions = offered.allows_mixed_extensions;
  if (answer.bundle.empty()) {  // the candidates stand where the bundle begins
    media.candidates = sdp_candidates(transport.ice_candidates);
    media.has_all_candidates = true;
  }
  answer.bundle.push_back(media.mid);
  return media;
}

void describe(SdpMedia& media, const RtpParameters& parameters) {
  media.formats.clear();
  for (const auto& codec : parameters.codecs) {
    media.codecs.push_back(sdp_codec(codec));
    media.formats.push_back(std::to_string(codec.payload_type));
  }
  for (const auto& extension : parameters.header_extensions)
    media.extensions.push_back(
        {.id = extension.id, .direction = SdpDirection::sendrecv, .uri = extension.uri});
}

void describe_sources(SdpMedia& media, const RtpParameters& parameters) {
  const auto cname = parameters.rtcp.cname.value_or("");
  const auto msid = parameters.msid.value_or("");
  media.msid = msid;
  for (const auto& encoding : parameters.encodings) {
    if (!encoding.ssrc) continue;
    media.sources.push_back({.ssrc = *encoding.ssrc, .cname = cname, .msid = msid});
    if (!encoding.rtx) continue;
    media.sources.push_back({.ssrc = encoding.rtx->ssrc, .cname = cname, .msid = msid});
    media.source_groups.push_back({.semantics = "FID", .ssrcs = {*encoding.ssrc, encoding.rtx->ssrc}});
  }
}

/// For a section in which nothing is sent yet: what could be.
void describe_codecs(SdpMedia& media, const SdpMedia& offered, MediaKind kind,
                     const RtpCapabilities& capabilities) {
  media.formats.clear();
  for (const auto& codec : capabilities.codecs) {
    if (codec.kind != kind || !codec.preferred_payload_type) continue;
    const auto theirs =
        std::ranges::find(offered.codecs, *codec.preferred_payload_type, &rtc::SdpCodec::payload_type);
    if (theirs == offered.codecs.end()) continue;
    media.codecs.push_back(*theirs);
    media.formats.push_back(std::to_string(theirs->payload_type));
  }
}

}  // namespace

std::vector<rtc::SdpCandidate> sdp_candidates(const std::vector<IceCandidate>& candidates) {
  std::vector<rtc::SdpCandidate> list;
  for (const auto& candidate : candidates)
    list.push_back({.foundation = candidate.foundation,
                    .component = 1,
                    .protocol = std::string(to_text(candidate.protocol)),
                    .priority = candidate.priority,
                    .address = candidate.address,
                    .port = candidate.port,
                    .type = "host",
                    .tcp_type = candidate.protocol == CandidateProtocol::tcp ? "passive" : ""});
  return list;
}

SessionDescription answer_publish(const SessionDescription& offer, const PublishOffer& taken,
                                  const TransportOffer& transport, std::uint64_t session) {
  auto answer = refuse_all(offer, session);
  for (const auto& stream : taken.streams) {
    auto& media = accept(answer, offer, stream.section, transport);
    media.direction = SdpDirection::recvonly;
    describe(media, stream.rtp_parameters);
    for (const auto& encoding : stream.rtp_parameters.encodings) {
      if (!encoding.rid) continue;
      media.rids.push_back({.id = *encoding.rid, .is_sent = false, .restrictions = {}});
      media.simulcast.received.push_back(*encoding.rid);
    }
  }
  return answer;
}

SessionDescription answer_play(const SessionDescription& offer, const PlayOffer& taken,
                               const std::vector<PlayedStream>& streams, const TransportOffer& transport,
                               std::uint64_t session) {
  auto answer = refuse_all(offer, session);
  for (const auto& section : taken.sections) {
    const auto& offered = offer.media[section.section];
    const auto stream = std::ranges::find(streams, section.section, &PlayedStream::section);
    const auto can_receive =
        std::ranges::any_of(taken.capabilities.codecs,
                            [&](const RtpCodecCapability& codec) { return codec.kind == section.kind; });
    if (!can_receive) continue;
    auto& media = accept(answer, offer, section.section, transport);
    if (stream == streams.end()) {
      describe_codecs(media, offered, section.kind, taken.capabilities);
      continue;
    }
    media.direction = SdpDirection::sendonly;
    describe(media, stream->rtp_parameters);
    describe_sources(media, stream->rtp_parameters);
  }
  return answer;
}

}  // namespace vtp::sfu
