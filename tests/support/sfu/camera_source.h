// A camera of VP8 in several encodings, as packets, in which it is written what they are.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "rtc/payload/vp8.h"
#include "rtc/rtp/extension_values.h"
#include "rtc/rtp/rtx.h"
#include "support/sfu/room_stage.h"
#include "support/sfu/simulcast_source.h"

namespace vtp::sfu {

/// What a packet of a camera says of itself, behind the payload descriptor.
struct CameraMark {
  std::uint8_t layer = 0;
  std::uint16_t frame = 0;
  std::uint8_t index = 0;    // of the packet in its frame
  std::uint8_t packets = 0;  // in its frame
  bool is_key = false;
  std::uint8_t needs = 0;  // how many frames before it is the one that it needs
};

class CameraSource {
 public:
  static constexpr std::uint32_t first_ssrc = 0x1000;
  static constexpr std::uint8_t payload_type = 96;
  static constexpr std::uint8_t rtx_payload_type = 97;

  explicit CameraSource(std::size_t encodings, std::size_t payload = 200)
      : encodings_(encodings), payload_(payload) {}

  /// All packets of the next picture.
  std::vector<Packet> picture(bool is_key, int packets = 2) {
    std::vector<Packet> all;
    for (std::uint8_t layer = 0; layer < SimulcastSource::layers; ++layer) {
      int index = 0;
      for (const auto& source : source_.encode(layer, packets, is_key))
        if (layer < encodings_) all.push_back(write(source, index++, is_key));
    }
    source_.next_picture();
    return all;
  }

  /// What the publisher repeats in its stream of retransmissions.
  Packet repeat(const Packet& original) {
    Packet memory = original;
    const auto packet = rtc::RtpPacket::parse(memory);
    Packet out(original.size() + rtc::rtx_overhead_bytes);
    const auto layer = packet->ssrc() - first_ssrc;
    const auto size = rtc::write_rtx(*packet, {.ssrc = rtx_ssrc(layer), .payload_type = rtx_payload_type},
                                     rtx_sequence_++, out);
    out.resize(*size);
    return out;
  }
  static std::uint32_t rtx_ssrc(std::uint32_t layer) { return first_ssrc + 0x100 + layer; }

  /// Without words about its streams, as packets are after the first ones.
  bool has_words = true;

 private:
  Packet write(const SourcePacket& source, int index, bool is_key) {
    const auto& layers = source.packet;
    Packet payload{0x80, 0xE0};  // extended, with picture id, base index and temporal layer
    if (index == 0) payload[0] |= 0x10;
    payload.push_back(static_cast<std::uint8_t>(0x80 | (*layers.picture_id >> 8 & 0x7F)));
    payload.push_back(static_cast<std::uint8_t>(*layers.picture_id));
    payload.push_back(static_cast<std::uint8_t>(*layers.base_index));
    payload.push_back(
        static_cast<std::uint8_t>(layers.temporal_layer << 6 | (layers.is_layer_sync ? 0x20 : 0)));
    payload.push_back(is_key ? 0 : 1);
    payload.push_back(layers.layer);
    payload.push_back(static_cast<std::uint8_t>(source.frame >> 8));
    payload.push_back(static_cast<std::uint8_t>(source.frame));
    payload.push_back(static_cast<std::uint8_t>(index));
    payload.push_back(static_cast<std::uint8_t>(source.packets));
    payload.push_back(is_key ? 1 : 0);
    payload.push_back(static_cast<std::uint8_t>(source.needs.empty() ? 0 : source.frame - source.needs[0]));
    payload.resize(std::max(payload.size(), payload_), 0x55);

    const auto number = transport_sequence_++;
    const std::vector<std::uint8_t> sequence{static_cast<std::uint8_t>(number >> 8),
                                             static_cast<std::uint8_t>(number)};
    const std::vector<std::uint8_t> mid{'1'};
    const std::vector<std::uint8_t> rid{'r', static_cast<std::uint8_t>('0' + layers.layer)};
    const std::vector<std::uint8_t> orientation{0x01};
    std::vector<rtc::ExtensionElement> extensions{{id(Extension::transport_sequence), sequence},
                                                  {id(Extension::orientation), orientation}};
    if (has_words) extensions.push_back({id(Extension::mid), mid});
    if (has_words && encodings_ > 1) extensions.push_back({id(Extension::rid), rid});
    Packet out(1500);
    const auto size = rtc::write_rtp({.marker = layers.has_marker,
                                      .payload_type = payload_type,
                                      .sequence = static_cast<std::uint16_t>(layers.sequence),
                                      .timestamp = layers.timestamp,
                                      .ssrc = first_ssrc + layers.layer},
                                     extensions, payload, out);
    out.resize(*size);
    return out;
  }
  static std::uint8_t id(Extension extension) {
    return static_cast<std::uint8_t>(14 - static_cast<std::size_t>(extension));
  }

  SimulcastSource source_;
  std::size_t encodings_;
  std::size_t payload_;
  std::uint16_t transport_sequence_ = 0;
  std::uint16_t rtx_sequence_ = 500;
};

/// A packet as a viewer gets it.
struct SeenPacket {
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  bool marker = false;
  std::uint16_t picture_id = 0;
  std::uint8_t base_index = 0;
  CameraMark mark;
  bool is_padding = false;
};

inline SeenPacket see(Packet bytes) {
  const auto packet = rtc::RtpPacket::parse(bytes);
  EXPECT_TRUE(packet.has_value());
  SeenPacket seen{
      .sequence = packet->sequence(), .timestamp = packet->timestamp(), .marker = packet->marker()};
  const auto payload = packet->payload();
  if (payload.empty()) {
    seen.is_padding = true;
    return seen;
  }
  const auto vp8 = rtc::read_vp8(payload);
  EXPECT_TRUE(vp8.has_value());
  seen.picture_id = *vp8->picture_id;
  seen.base_index = *vp8->base_index;
  const auto at = vp8->size + 1;
  seen.mark = {.layer = payload[at],
               .frame = rtc::read_u16(payload, at + 1),
               .index = payload[at + 3],
               .packets = payload[at + 4],
               .is_key = payload[at + 5] != 0,
               .needs = payload[at + 6]};
  return seen;
}

/// Those of one SSRC.
inline std::vector<SeenPacket> seen_of(const std::vector<Packet>& packets, std::uint32_t ssrc) {
  std::vector<SeenPacket> all;
  for (auto bytes : packets)
    if (rtc::read_u32(bytes, 8) == ssrc) all.push_back(see(bytes));
  return all;
}

}  // namespace vtp::sfu
