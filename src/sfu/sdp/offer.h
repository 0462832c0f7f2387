// Offers of encoders (WHIP, RFC 9725) and players (WHEP) in the terms of the SFU, and the answers to them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>
#include <vector>

#include "rtc/sdp/session_description.h"
#include "sfu/engine.h"

namespace vtp::sfu {

/// Why an offer is of no use to us.
using OfferProblem = std::string_view;

/// A section of an offer that is taken, and what its sender will send.
struct OfferedStream {
  std::size_t section = 0;  // of the offer
  MediaKind kind = MediaKind::audio;
  RtpParameters rtp_parameters;
};

/// To be received by us: of all sections the first of each kind with a codec that `router` knows.
struct PublishOffer {
  DtlsParameters dtls;
  std::vector<OfferedStream> streams;
};
std::expected<PublishOffer, OfferProblem> read_publish_offer(const rtc::SessionDescription& offer,
                                                             const RtpCapabilities& router);

/// To be sent by us.
struct PlayOffer {
  DtlsParameters dtls;
  RtpCapabilities capabilities;  // with the payload types and ids of the offer
  struct Section {
    std::size_t section = 0;
    MediaKind kind = MediaKind::audio;
  };
  std::vector<Section> sections;
};
std::expected<PlayOffer, OfferProblem> read_play_offer(const rtc::SessionDescription& offer,
                                                       const RtpCapabilities& router);

/// `session`: a number for the answer's line "o=". What is not among the streams is refused.
rtc::SessionDescription answer_publish(const rtc::SessionDescription& offer, const PublishOffer& taken,
                                       const TransportOffer& transport, std::uint64_t session);

/// What is sent in a section.
struct PlayedStream {
  std::size_t section = 0;
  RtpParameters rtp_parameters;  // of the consumer
};
/// Sections that were taken and have nothing to be sent yet are accepted, inactive.
rtc::SessionDescription answer_play(const rtc::SessionDescription& offer, const PlayOffer& taken,
                                    const std::vector<PlayedStream>& streams, const TransportOffer& transport,
                                    std::uint64_t session);

/// Our addresses as SDP has them.
std::vector<rtc::SdpCandidate> sdp_candidates(const std::vector<IceCandidate>& candidates);

}  // namespace vtp::sfu
