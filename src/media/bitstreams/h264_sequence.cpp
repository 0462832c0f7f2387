#include "media/bitstreams/h264_sequence.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "media/bitstreams/h264_units.h"
#include "media/bitstreams/rbsp_reader.h"

namespace vtp::media {
namespace {

constexpr std::uint32_t largest_side = 16384;
constexpr std::uint32_t macroblock = 16;  // pixels

/// Profiles whose sets say how colours are sampled (section 7.3.2.1.1).
bool has_chroma_fields(std::uint8_t profile) {
  constexpr std::array<std::uint8_t, 13> profiles{100, 110, 122, 244, 44,  83, 86,
                                                  118, 128, 138, 139, 134, 135};
  return std::ranges::find(profiles, profile) != profiles.end();
}

void skip_scaling_list(RbspReader& reader, unsigned size) {
  std::int32_t last = 8, next = 8;
  for (unsigned i = 0; i < size && !reader.has_failed(); ++i) {
    if (next != 0) next = (last + reader.signed_code() % 256 + 256) % 256;
    if (next != 0) last = next;
  }
}

void read_chroma(RbspReader& reader, H264Sequence& sequence) {
  sequence.chroma_format = static_cast<std::uint8_t>(std::min(reader.unsigned_code(), 4U));
  if (sequence.chroma_format == 3) reader.flag();  // planes coded apart
  sequence.luma_depth = static_cast<std::uint8_t>(8 + std::min(reader.unsigned_code(), 8U));
  sequence.chroma_depth = static_cast<std::uint8_t>(8 + std::min(reader.unsigned_code(), 8U));
  reader.flag();  // lossless transform
  if (!reader.flag()) return;
  const unsigned lists = sequence.chroma_format == 3 ? 12 : 8;
  for (unsigned i = 0; i < lists; ++i)
    if (reader.flag()) skip_scaling_list(reader, i < 6 ? 16 : 64);
}

void skip_picture_order(RbspReader& reader) {
  const auto type = reader.unsigned_code();
  if (type == 0) reader.unsigned_code();
  if (type != 1) return;
  reader.flag();
  reader.signed_code();
  reader.signed_code();
  for (auto left = reader.unsigned_code(); left > 0 && !reader.has_failed(); --left) reader.signed_code();
}

/// False: there is no such picture.
bool read_size(RbspReader& reader, H264Sequence& sequence) {
  const auto columns = reader.unsigned_code();
  const auto rows = reader.unsigned_code();
  const std::uint32_t fields = reader.flag() ? 1 : 2;  // a row of a frame is one of each of its fields
  if (fields == 2) reader.flag();
  reader.flag();  // how motion is inferred
  if (columns >= largest_side / macroblock || rows >= largest_side / macroblock / fields) return false;
  std::uint32_t width = (columns + 1) * macroblock, height = (rows + 1) * macroblock * fields;
  if (reader.flag()) {
    std::array<std::uint32_t, 4> crop{};  // left, right, top, bottom
    for (auto& edge : crop) edge = std::min(reader.unsigned_code(), largest_side);
    const std::uint32_t unit_x = sequence.chroma_format == 1 || sequence.chroma_format == 2 ? 2 : 1;
    const std::uint32_t unit_y = (sequence.chroma_format == 1 ? 2 : 1) * fields;
    const auto cut_x = (crop[0] + crop[1]) * unit_x, cut_y = (crop[2] + crop[3]) * unit_y;
    if (cut_x >= width || cut_y >= height) return false;
    width -= cut_x;
    height -= cut_y;
  }
  sequence.size = {static_cast<int>(width), static_cast<int>(height)};
  return true;
}

}  // namespace

std::string H264Sequence::codec() const {
  return fmt::format("avc1.{:02X}{:02X}{:02X}", profile, compatibility, level);
}

bool H264Sequence::is_high() const {
  return profile == 100 || profile == 110 || profile == 122 || profile == 144;
}

std::optional<H264Sequence> read_h264_sequence(std::string_view unit) {
  if (unit.size() < 4 || h264_unit_type(unit) != H264UnitType::sequence_parameters) return std::nullopt;
  H264Sequence sequence;
  RbspReader reader(unit.substr(1));
  sequence.profile = static_cast<std::uint8_t>(reader.bits(8));
  sequence.compatibility = static_cast<std::uint8_t>(reader.bits(8));
  sequence.level = static_cast<std::uint8_t>(reader.bits(8));
  const auto id = reader.unsigned_code();
  if (id > 31) return std::nullopt;
  sequence.id = static_cast<std::uint8_t>(id);
  if (has_chroma_fields(sequence.profile)) read_chroma(reader, sequence);
  reader.unsigned_code();  // of frame numbers
  skip_picture_order(reader);
  reader.unsigned_code();  // reference frames
  reader.flag();           // gaps in frame numbers
  if (!read_size(reader, sequence) || reader.has_failed() || sequence.chroma_format > 3) return std::nullopt;
  return sequence;
}

}  // namespace vtp::media
