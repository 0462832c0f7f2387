#include "live/recording/vp8_assembler.h"

#include <algorithm>
#include <string_view>

#include "media/bitstreams/vp8_frame.h"

namespace vtp::live {
namespace {

constexpr std::uint8_t all_layers = 3;  // temporal ones are numbered with two bits

}  // namespace

void Vp8Assembler::push(const BufferedPacket& packet, bool follows_loss, std::vector<CodedFrame>& complete) {
  if (is_open_ && packet.timestamp != frame_.timestamp) {
    is_damaged_ = is_damaged_ || follows_loss;
    finish(complete);
  }
  if (follows_loss) {
    note_loss();
    is_damaged_ = is_damaged_ || is_open_;
  }
  const auto descriptor = rtc::read_vp8(packet.payload);
  if (!descriptor) {
    // Padding has no payload at all, and means nothing.
    if (is_open_ && !packet.payload.empty()) is_damaged_ = true;
    return;
  }
  if (!is_open_) begin(packet, *descriptor);
  const std::string_view payload(reinterpret_cast<const char*>(packet.payload.data()), packet.payload.size());
  frame_.data += payload.substr(descriptor->size);
  if (frame_.data.size() > largest_frame) is_damaged_ = true;
  if (is_damaged_) frame_.data.clear();
  if (packet.marker) finish(complete);
}

void Vp8Assembler::note_loss() {
  has_lost_ = is_base_uncertain_ = true;
  intact_layers_ = 0;
}

void Vp8Assembler::begin(const BufferedPacket& packet, const rtc::Vp8Descriptor& descriptor) {
  is_open_ = true;
  is_damaged_ = !descriptor.is_frame_start;
  descriptor_ = descriptor;
  frame_ = CodedFrame{.timestamp = packet.timestamp, .arrived_at = packet.arrived_at};
}

bool Vp8Assembler::is_decodable() {
  const bool has_layers = descriptor_.base_index && descriptor_.temporal_layer;
  if (descriptor_.is_key_frame) {
    is_base_uncertain_ = is_base_broken_ = false;
    intact_layers_ = all_layers;
  } else if (!has_layers) {
    is_base_broken_ = is_base_broken_ || is_base_uncertain_;
    return !is_base_broken_;
  }
  if (!has_layers) return true;
  const auto base = *descriptor_.base_index;
  const bool is_lowest = *descriptor_.temporal_layer == 0;
  if (!descriptor_.is_key_frame && is_base_uncertain_) {
    const auto expected = static_cast<std::uint8_t>(last_base_.value_or(0) + (is_lowest ? 1 : 0));
    is_base_broken_ = is_base_broken_ || !last_base_ || base != expected;
    is_base_uncertain_ = false;
  }
  last_base_ = base;
  if (is_lowest) return !is_base_broken_;
  // One that refers to the lowest layer only is where its own begins again.
  const auto layer = *descriptor_.temporal_layer;
  if (descriptor_.is_layer_sync && !is_base_broken_) intact_layers_ = std::max(intact_layers_, layer);
  return !is_base_broken_ && layer <= intact_layers_;
}

void Vp8Assembler::finish(std::vector<CodedFrame>& complete) {
  is_open_ = false;
  if (is_damaged_) {
    note_loss();
    return;
  }
  const auto header = media::read_vp8_frame(frame_.data);
  frame_.is_key = header && header->is_key;
  if (frame_.is_key) frame_.format = media::vp8_format(*header);
  frame_.is_broken = !is_decodable() || !header;
  frame_.follows_loss = has_lost_;
  has_lost_ = false;
  complete.push_back(std::move(frame_));
}

}  // namespace vtp::live
