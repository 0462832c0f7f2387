#include "live/recording/h264_assembler.h"

#include <vector>

#include "media/bitstreams/h264_sequence.h"
#include "media/bitstreams/h264_units.h"
#include "media/bitstreams/rbsp_reader.h"

namespace vtp::live {
namespace {

using media::H264UnitType;

constexpr unsigned stap_a = 24, fu_a = 28;
constexpr unsigned type_bits = 0x1F, header_bits = 0xE0;
constexpr unsigned start_bit = 0x80, end_bit = 0x40;
constexpr std::uint32_t most_picture_parameters = 255;

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

}  // namespace

void H264Assembler::push(const BufferedPacket& packet, bool follows_loss, std::vector<CodedFrame>& complete) {
  if (is_open_ && packet.timestamp != frame_.timestamp) {
    // Its last packet, which has the marker, is missing.
    is_damaged_ = is_damaged_ || follows_loss;
    finish(complete);
  }
  if (follows_loss) {
    has_lost_ = true;
    is_damaged_ = is_damaged_ || is_open_;
  }
  if (!is_open_) begin(packet, follows_loss);
  add_payload({reinterpret_cast<const char*>(packet.payload.data()), packet.payload.size()});
  if (packet.marker) finish(complete);
}

void H264Assembler::begin(const BufferedPacket& packet, bool follows_loss) {
  is_open_ = true;
  begins_after_loss_ = follows_loss;
  is_damaged_ = has_key_slice_ = has_other_slice_ = has_sequence_ = false;
  frame_ = CodedFrame{.timestamp = packet.timestamp, .arrived_at = packet.arrived_at};
  fragment_.clear();
}

void H264Assembler::add_payload(std::string_view payload) {
  if (payload.empty()) return;  // a probe of the sender's
  const auto type = byte_at(payload, 0) & type_bits;
  if (type == stap_a) {
    add_aggregate(payload.substr(1));
  } else if (type == fu_a) {
    add_fragment(payload);
  } else if (type > 0 && type < stap_a) {
    add_unit(payload);
  } else {
    is_damaged_ = true;
  }
}

void H264Assembler::add_aggregate(std::string_view units) {
  while (!units.empty()) {
    const std::size_t size = units.size() < 2 ? 0 : byte_at(units, 0) << 8U | byte_at(units, 1);
    if (size == 0 || size > units.size() - 2) {
      is_damaged_ = true;
      return;
    }
    add_unit(units.substr(2, size));
    units.remove_prefix(2 + size);
  }
}

void H264Assembler::add_fragment(std::string_view payload) {
  if (payload.size() < 2) {
    is_damaged_ = true;
    return;
  }
  const auto header = byte_at(payload, 1);
  if ((header & start_bit) != 0) {
    is_damaged_ = is_damaged_ || !fragment_.empty();
    fragment_.assign(1, static_cast<char>((byte_at(payload, 0) & header_bits) | (header & type_bits)));
  } else if (fragment_.empty()) {
    is_damaged_ = true;
    return;
  }
  fragment_ += payload.substr(2);
  if (fragment_.size() > largest_frame) is_damaged_ = true;
  if ((header & end_bit) == 0 && !is_damaged_) return;
  if (!is_damaged_) add_unit(fragment_);
  fragment_.clear();
}

void H264Assembler::add_unit(std::string_view unit) {
  switch (media::h264_unit_type(unit)) {
    case H264UnitType::sequence_parameters:
      keep_sequence(unit);
      return;
    case H264UnitType::picture_parameters:
      keep_picture_parameters(unit);
      return;
    case H264UnitType::delimiter:
    case H264UnitType::filler:
    case H264UnitType::end_of_sequence:
    case H264UnitType::end_of_stream:
      return;
    case H264UnitType::idr_slice:
    case H264UnitType::slice:
      note_slice(unit);
      break;
    default:
      break;
  }
  if (frame_.data.size() + unit.size() > largest_frame) {
    is_damaged_ = true;
    return;
  }
  media::append_unit(frame_.data, unit);
}

void H264Assembler::note_slice(std::string_view unit) {
  // The first slice begins with the first macroblock, number 0, which is written as a single 1.
  const bool is_first = !has_key_slice_ && !has_other_slice_;
  if (is_first && (unit.size() < 2 || (byte_at(unit, 1) & 0x80U) == 0)) is_damaged_ = true;
  (media::h264_unit_type(unit) == H264UnitType::idr_slice ? has_key_slice_ : has_other_slice_) = true;
}

void H264Assembler::keep_sequence(std::string_view unit) {
  has_sequence_ = true;
  if (unit == sequence_) return;
  sequence_ = unit;
  pictures_.clear();  // those of the old sequence
}

void H264Assembler::keep_picture_parameters(std::string_view unit) {
  media::RbspReader reader(unit.substr(1));
  const auto id = reader.unsigned_code();
  if (!reader.has_failed() && id < most_picture_parameters) pictures_[id] = unit;
}

std::optional<media::TrackFormat> H264Assembler::format() const {
  const auto sequence = media::read_h264_sequence(sequence_);
  if (!sequence || pictures_.empty()) return std::nullopt;
  std::vector<std::string> units;
  for (const auto& [id, unit] : pictures_) units.push_back(unit);
  return media::avc_format(*sequence, sequence_, units);
}

void H264Assembler::finish(std::vector<CodedFrame>& complete) {
  is_open_ = false;
  is_damaged_ = is_damaged_ || !fragment_.empty();
  const bool has_picture = has_key_slice_ || has_other_slice_;
  if (is_damaged_) has_lost_ = true;
  if (is_damaged_ || !has_picture) return;
  // Parameters that were lost with what is missing may have been others than those before.
  const bool has_lost_parameters = begins_after_loss_ && !has_sequence_;
  if (has_key_slice_ && !has_other_slice_ && !has_lost_parameters) frame_.format = format();
  frame_.is_key = frame_.format.has_value();
  is_broken_ = !frame_.is_key && (is_broken_ || has_lost_);
  frame_.is_broken = is_broken_;
  frame_.follows_loss = has_lost_;
  has_lost_ = false;
  complete.push_back(std::move(frame_));
}

}  // namespace vtp::live
