// What a producer may send: its parameters, checked, as the packet path needs them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "sfu/parameters/codecs.h"
#include "sfu/parameters/extensions.h"
#include "sfu/parameters/rtp_parameters.h"

namespace vtp::sfu {

/// A stream is known by its SSRC, or by the words in the extensions of its first packets.
struct ProducedEncoding {
  std::optional<std::uint32_t> ssrc;
  std::optional<std::uint32_t> rtx_ssrc;
  std::string rid;  // empty: none
  ScalabilityMode layers;
};

struct ProducedMedia {
  MediaKind kind = MediaKind::audio;
  Codec codec = Codec::opus;
  std::size_t router_codec = 0;  // index among router_capabilities().codecs
  std::uint8_t payload_type = 0;
  std::optional<std::uint8_t> rtx_payload_type;
  std::uint32_t clock_rate = 0;  // Hz
  std::string mid;               // empty: none
  std::vector<ProducedEncoding> encodings;
  ExtensionIds extensions;
  std::string scalability_mode;  // of a single encoding that has one
  bool has_nack = false;
  bool has_pli = false;
  bool has_fir = false;

  /// Several layers within one encoding.
  [[nodiscard]] bool is_svc() const { return encodings.size() == 1 && encodings[0].layers.spatial > 1; }
  [[nodiscard]] std::uint8_t spatial_layers() const {
    return is_svc() ? encodings[0].layers.spatial : static_cast<std::uint8_t>(encodings.size());
  }
  [[nodiscard]] std::uint8_t temporal_layers() const { return encodings.back().layers.temporal; }
};

/// INVALID_RTP_PARAMETERS if they contradict themselves or `kind`; UNSUPPORTED_CODEC if rooms forward none of
/// the codecs.
Result<ProducedMedia> check_producer(MediaKind kind, const RtpParameters& parameters);

}  // namespace vtp::sfu
