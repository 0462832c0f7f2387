#include "rtc/payload/vp9.h"

namespace vtp::rtc {
namespace {

// Of the first byte.
constexpr std::uint8_t picture_id_bit = 0x80;
constexpr std::uint8_t inter_predicted_bit = 0x40;
constexpr std::uint8_t layers_bit = 0x20;
constexpr std::uint8_t flexible_bit = 0x10;
constexpr std::uint8_t start_bit = 0x08;
constexpr std::uint8_t end_bit = 0x04;
constexpr std::uint8_t structure_bit = 0x02;
constexpr std::uint8_t not_reference_bit = 0x01;
constexpr std::uint8_t long_id_bit = 0x80;
constexpr std::uint8_t more_references_bit = 0x01;
constexpr int most_references = 3;
// Of the structure.
constexpr std::uint8_t sizes_bit = 0x10;
constexpr std::uint8_t pictures_bit = 0x08;

void read_picture_id(ByteReader& reader, Vp9Descriptor& descriptor) {
  std::uint16_t id = reader.u8();
  descriptor.has_long_picture_id = (id & long_id_bit) != 0;
  if (descriptor.has_long_picture_id) id = static_cast<std::uint16_t>((id & 0x7FU) << 8U | reader.u8());
  descriptor.picture_id = id;
}

void read_layers(ByteReader& reader, Vp9Descriptor& descriptor) {
  const auto layers = reader.u8();
  descriptor.temporal_layer = static_cast<std::uint8_t>(layers >> 5U);
  descriptor.is_switching_up_point = (layers & 0x10U) != 0;
  descriptor.spatial_layer = static_cast<std::uint8_t>(layers >> 1U & 0x07U);
  descriptor.is_inter_layer_predicted = (layers & 0x01U) != 0;
  if (!descriptor.is_flexible) descriptor.base_index = reader.u8();
}

/// False: there are more than there may be.
bool skip_references(ByteReader& reader) {
  for (int i = 0; i < most_references; ++i)
    if ((reader.u8() & more_references_bit) == 0) return true;
  return false;
}

Vp9Structure read_structure(ByteReader& reader) {
  Vp9Structure structure;
  const auto fields = reader.u8();
  structure.spatial_layers = (fields >> 5U) + 1U;
  structure.has_sizes = (fields & sizes_bit) != 0;
  if (structure.has_sizes) {
    for (std::size_t i = 0; i < structure.spatial_layers; ++i) {
      structure.sizes[i].width = reader.u16();
      structure.sizes[i].height = reader.u16();
    }
  }
  if ((fields & pictures_bit) != 0) {
    const auto pictures = reader.u8();
    for (int i = 0; i < pictures && !reader.has_failed(); ++i) reader.take(reader.u8() >> 2U & 0x03U);
  }
  return structure;
}

}  // namespace

std::optional<Vp9Descriptor> read_vp9(Bytes payload) {
  ByteReader reader(payload);
  const auto first = reader.u8();
  Vp9Descriptor descriptor;
  descriptor.is_inter_predicted = (first & inter_predicted_bit) != 0;
  descriptor.is_flexible = (first & flexible_bit) != 0;
  descriptor.is_layer_start = (first & start_bit) != 0;
  descriptor.is_layer_end = (first & end_bit) != 0;
  descriptor.is_not_inter_layer_reference = (first & not_reference_bit) != 0;
  if ((first & picture_id_bit) != 0) read_picture_id(reader, descriptor);
  if ((first & layers_bit) != 0) read_layers(reader, descriptor);
  const bool has_references = descriptor.is_flexible && descriptor.is_inter_predicted;
  if (has_references && !skip_references(reader)) return std::nullopt;
  if ((first & structure_bit) != 0) descriptor.structure = read_structure(reader);
  descriptor.size = reader.position();
  return reader.has_failed() || reader.rest().empty() ? std::nullopt : std::optional(descriptor);
}

void rewrite_vp9(MutableBytes payload, const Vp9Descriptor& descriptor, std::uint16_t picture_id,
                 std::uint8_t base_index) {
  std::size_t at = 1;
  if (descriptor.picture_id) {
    if (descriptor.has_long_picture_id)
      write_u16(payload, at, static_cast<std::uint16_t>(picture_id | long_id_bit << 8U));
    else
      payload[at] = static_cast<std::uint8_t>(picture_id & 0x7FU);
    at += descriptor.has_long_picture_id ? 2 : 1;
  }
  if (descriptor.base_index) payload[at + 1] = base_index;  // behind the byte with the layers
}

}  // namespace vtp::rtc
