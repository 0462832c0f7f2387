#include "media/bitstreams/avc_configuration.h"

#include "media/mp4/box.h"

namespace vtp::media {
namespace {

void write_unit(mp4::BoxWriter& writer, std::string_view unit) {
  writer.u16(static_cast<std::uint16_t>(unit.size()));
  writer.bytes(unit);
}

}  // namespace

std::string avc_configuration(const H264Sequence& sequence, std::string_view sequence_unit,
                              std::span<const std::string> picture_units) {
  mp4::BoxWriter writer;
  writer.u8(1);  // version
  writer.u8(sequence.profile);
  writer.u8(sequence.compatibility);
  writer.u8(sequence.level);
  writer.u8(0xFF);  // lengths of four bytes
  writer.u8(0xE1);  // one set of sequence parameters
  write_unit(writer, sequence_unit);
  writer.u8(static_cast<std::uint8_t>(picture_units.size()));
  for (const auto& unit : picture_units) write_unit(writer, unit);
  if (sequence.is_high()) {
    writer.u8(static_cast<std::uint8_t>(0xFCU | sequence.chroma_format));
    writer.u8(static_cast<std::uint8_t>(0xF8U | (sequence.luma_depth - 8U)));
    writer.u8(static_cast<std::uint8_t>(0xF8U | (sequence.chroma_depth - 8U)));
    writer.u8(0);  // extensions of sequence parameters
  }
  return writer.take();
}

}  // namespace vtp::media
