// What a consumer gets: the parameters that mediasoup-client takes, and what the packet path needs of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/error.h"
#include "sfu/parameters/extensions.h"
#include "sfu/parameters/produced_media.h"
#include "sfu/parameters/rtp_parameters.h"

namespace vtp::sfu {

/// What is chosen for each consumer anew.
struct ConsumerNames {
  std::string mid;  // unique in the transport
  std::uint32_t ssrc = 0;
  std::uint32_t rtx_ssrc = 0;
  std::string cname;  // the same for all streams of a participant: they are played in step
  std::string msid;
};

struct ConsumedMedia {
  RtpParameters parameters;
  std::uint8_t payload_type = 0;
  std::optional<std::uint8_t> rtx_payload_type;
  ExtensionIds extensions;
};

/// INVALID_RTP_CAPABILITIES if they contradict themselves.
Result<void> check_capabilities(const RtpCapabilities& capabilities);

/// CANNOT_CONSUME if the viewer does not understand the producer's codec.
Result<ConsumedMedia> consume_media(const ProducedMedia& produced, const RtpCapabilities& viewer,
                                    ConsumerNames names);

}  // namespace vtp::sfu
