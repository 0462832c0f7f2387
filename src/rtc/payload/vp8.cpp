#include "rtc/payload/vp8.h"

namespace vtp::rtc {
namespace {

constexpr std::uint8_t extension_bit = 0x80;
constexpr std::uint8_t non_reference_bit = 0x20;
constexpr std::uint8_t start_bit = 0x10;
constexpr std::uint8_t partition_bits = 0x07;
// Of the extension.
constexpr std::uint8_t picture_id_bit = 0x80;
constexpr std::uint8_t base_index_bit = 0x40;
constexpr std::uint8_t temporal_bit = 0x20;
constexpr std::uint8_t key_index_bit = 0x10;
constexpr std::uint8_t long_id_bit = 0x80;
// Of the frame's first byte.
constexpr std::uint8_t inter_frame_bit = 0x01;

void read_extension(ByteReader& reader, Vp8Descriptor& descriptor) {
  const auto fields = reader.u8();
  if ((fields & picture_id_bit) != 0) {
    std::uint16_t id = reader.u8();
    descriptor.has_long_picture_id = (id & long_id_bit) != 0;
    if (descriptor.has_long_picture_id) id = static_cast<std::uint16_t>((id & 0x7FU) << 8U | reader.u8());
    descriptor.picture_id = id;
  }
  if ((fields & base_index_bit) != 0) descriptor.base_index = reader.u8();
  if ((fields & (temporal_bit | key_index_bit)) != 0) {
    const auto layers = reader.u8();
    if ((fields & temporal_bit) != 0) {
      descriptor.temporal_layer = static_cast<std::uint8_t>(layers >> 6U);
      descriptor.is_layer_sync = (layers & 0x20U) != 0;
    }
    if ((fields & key_index_bit) != 0) descriptor.key_index = static_cast<std::uint8_t>(layers & 0x1FU);
  }
}

}  // namespace

std::optional<Vp8Descriptor> read_vp8(Bytes payload) {
  ByteReader reader(payload);
  Vp8Descriptor descriptor;
  const auto first = reader.u8();
  descriptor.is_disposable = (first & non_reference_bit) != 0;
  if ((first & extension_bit) != 0) read_extension(reader, descriptor);
  descriptor.size = reader.position();
  const auto frame = reader.u8();
  if (reader.has_failed()) return std::nullopt;
  descriptor.is_frame_start = (first & start_bit) != 0 && (first & partition_bits) == 0;
  descriptor.is_key_frame = descriptor.is_frame_start && (frame & inter_frame_bit) == 0;
  return descriptor;
}

void rewrite_vp8(MutableBytes payload, const Vp8Descriptor& descriptor, std::uint16_t picture_id,
                 std::uint8_t base_index) {
  std::size_t at = 2;  // behind the flags of the descriptor and of its extension
  if (descriptor.picture_id) {
    if (descriptor.has_long_picture_id)
      write_u16(payload, at, static_cast<std::uint16_t>(picture_id | long_id_bit << 8U));
    else
      payload[at] = static_cast<std::uint8_t>(picture_id & 0x7FU);
    at += descriptor.has_long_picture_id ? 2 : 1;
  }
  if (descriptor.base_index) payload[at] = base_index;
}

std::optional<PictureSize> vp8_picture_size(Bytes payload) {
  const auto descriptor = read_vp8(payload);
  if (!descriptor || !descriptor->is_key_frame) return std::nullopt;
  ByteReader frame(payload.subspan(descriptor->size));
  frame.u24();
  const auto start_code = frame.u24();
  const auto size = frame.take(4);
  if (frame.has_failed() || start_code != 0x9D012A) return std::nullopt;
  // The only numbers here whose lowest byte comes first; the two highest bits scale.
  const auto number = [&](std::size_t at) {
    return static_cast<std::uint16_t>((size[at + 1] & 0x3FU) << 8U | size[at]);
  };
  return PictureSize{.width = number(0), .height = number(2)};
}

}  // namespace vtp::rtc
