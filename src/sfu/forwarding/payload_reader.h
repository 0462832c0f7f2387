// Finds in packets of a codec what choosing layers goes by.
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/payload/dependency_descriptor.h"
#include "rtc/rtp/rtp_packet.h"
#include "rtc/rtp/sequence.h"
#include "sfu/forwarding/layer_selector.h"
#include "sfu/parameters/codecs.h"

namespace vtp::sfu {

/// Of one encoding, whose packets may come again and out of order.
class PayloadReader {
 public:
  /// `layer` is the encoding's place among those of its source.
  PayloadReader(Codec codec, std::uint8_t layer) : codec_(codec), layer_(layer) {}

  /// `dependencies` is the value of the dependency descriptor, if the packet has one. nullopt: the payload is
  /// malformed.
  std::optional<LayerPacket> read(const rtc::RtpPacket& packet, std::int64_t sequence,
                                  rtc::Bytes dependencies);

 private:
  bool read_h264(rtc::Bytes payload, LayerPacket& result);
  bool read_vp8(rtc::Bytes payload, LayerPacket& result);
  bool read_vp9(rtc::Bytes payload, LayerPacket& result);
  bool read_av1(rtc::Bytes payload, rtc::Bytes dependencies, LayerPacket& result);

  [[nodiscard]] std::int64_t picture(std::uint16_t id, bool is_long);

  Codec codec_;
  std::uint8_t layer_;
  rtc::Unwrapper<15> long_ids_;
  rtc::Unwrapper<7> short_ids_;
  rtc::Unwrapper<8> base_indexes_;
  rtc::DependencyDescriptorReader dependencies_;
  std::uint32_t newest_timestamp_ = 0;
  std::int64_t newest_ = INT64_MIN;  // packet
};

/// Writes the numbers over those in a payload of VP8 or VP9; other codecs have none.
void rewrite_payload(Codec codec, rtc::MutableBytes payload, std::uint16_t picture_id,
                     std::uint8_t base_index);

}  // namespace vtp::sfu
