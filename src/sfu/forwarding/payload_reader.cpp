#include "sfu/forwarding/payload_reader.h"

#include "rtc/payload/av1.h"
#include "rtc/payload/h264.h"
#include "rtc/payload/vp8.h"
#include "rtc/payload/vp9.h"

namespace vtp::sfu {
namespace {

/// May a viewer of this frame's layers begin with this temporal layer here?
bool is_switching_point(const rtc::DependencyDescriptor& descriptor,
                        const rtc::DependencyStructure& structure) {
  for (std::size_t target = 0; target < structure.target_count; ++target) {
    if (descriptor.indications[target] != rtc::DecodeTargetIndication::switching) continue;
    const auto layers = structure.layers_of(target);
    if (layers.temporal == descriptor.temporal_layer && layers.spatial == descriptor.spatial_layer)
      return true;
  }
  return false;
}

}  // namespace

std::optional<LayerPacket> PayloadReader::read(const rtc::RtpPacket& packet, std::int64_t sequence,
                                               rtc::Bytes dependencies) {
  LayerPacket result{.layer = layer_,
                     .sequence = sequence,
                     .timestamp = packet.timestamp(),
                     .has_marker = packet.marker(),
                     .is_layer_end = packet.marker()};
  const rtc::Bytes payload = packet.payload();
  result.is_empty = payload.empty();
  // Where frames are not marked otherwise, the first packet of another time begins one.
  if (sequence > newest_) {
    result.is_frame_start = newest_ == INT64_MIN || packet.timestamp() != newest_timestamp_;
    newest_ = sequence;
    newest_timestamp_ = packet.timestamp();
  }
  if (result.is_empty) return result;
  bool is_good = true;
  switch (codec_) {
    case Codec::opus:
      // Every packet of audio is whole by itself.
      result.is_frame_start = result.is_key_frame = result.has_marker = true;
      break;
    case Codec::h264:
      is_good = read_h264(payload, result);
      break;
    case Codec::vp8:
      is_good = read_vp8(payload, result);
      break;
    case Codec::vp9:
      is_good = read_vp9(payload, result);
      break;
    case Codec::av1:
      is_good = read_av1(payload, dependencies, result);
      break;
  }
  return is_good ? std::optional(result) : std::nullopt;
}

bool PayloadReader::read_h264(rtc::Bytes payload, LayerPacket& result) {
  const auto h264 = rtc::read_h264(payload);
  if (!h264) return false;
  result.is_key_frame = h264->is_key_frame();
  return true;
}

std::int64_t PayloadReader::picture(std::uint16_t id, bool is_long) {
  return is_long ? long_ids_.unwrap(id) : short_ids_.unwrap(id);
}

bool PayloadReader::read_vp8(rtc::Bytes payload, LayerPacket& result) {
  const auto vp8 = rtc::read_vp8(payload);
  if (!vp8) return false;
  result.is_frame_start = vp8->is_frame_start;
  result.is_key_frame = vp8->is_key_frame;
  result.temporal_layer = vp8->temporal_layer.value_or(0);
  result.is_layer_sync = vp8->is_layer_sync;
  if (vp8->picture_id) result.picture_id = picture(*vp8->picture_id, vp8->has_long_picture_id);
  if (vp8->base_index) result.base_index = base_indexes_.unwrap(*vp8->base_index);
  return true;
}

bool PayloadReader::read_vp9(rtc::Bytes payload, LayerPacket& result) {
  const auto vp9 = rtc::read_vp9(payload);
  if (!vp9) return false;
  result.is_frame_start = vp9->is_layer_start && vp9->spatial_layer == 0;
  result.is_key_frame = vp9->is_key_frame();
  result.temporal_layer = vp9->temporal_layer;
  result.spatial_layer = vp9->spatial_layer;
  result.is_layer_sync = vp9->is_switching_up_point;
  result.is_layer_end = vp9->is_layer_end;
  result.has_picture_references = true;
  if (vp9->picture_id) result.picture_id = picture(*vp9->picture_id, vp9->has_long_picture_id);
  if (vp9->base_index) result.base_index = base_indexes_.unwrap(*vp9->base_index);
  return true;
}

bool PayloadReader::read_av1(rtc::Bytes payload, rtc::Bytes dependencies, LayerPacket& result) {
  const auto av1 = rtc::read_av1(payload);
  if (!av1) return false;
  result.is_key_frame = av1->is_key_frame();
  if (dependencies.empty()) return true;
  const auto descriptor = dependencies_.read(dependencies);
  if (!descriptor) return false;
  result.is_frame_start = descriptor->is_frame_start && descriptor->spatial_layer == 0;
  result.is_key_frame = result.is_frame_start && descriptor->has_structure;
  result.temporal_layer = descriptor->temporal_layer;
  result.spatial_layer = descriptor->spatial_layer;
  result.is_layer_end = descriptor->is_frame_end;
  result.is_layer_sync = is_switching_point(*descriptor, *dependencies_.structure());
  return true;
}

void rewrite_payload(Codec codec, rtc::MutableBytes payload, std::uint16_t picture_id,
                     std::uint8_t base_index) {
  if (codec == Codec::vp8) {
    if (const auto vp8 = rtc::read_vp8(payload)) rtc::rewrite_vp8(payload, *vp8, picture_id, base_index);
  } else if (codec == Codec::vp9) {
    if (const auto vp9 = rtc::read_vp9(payload)) rtc::rewrite_vp9(payload, *vp9, picture_id, base_index);
  }
}

}  // namespace vtp::sfu
