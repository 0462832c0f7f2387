#include "sfu/layer_selector.h"

#include <algorithm>

namespace vtp::sfu {

std::optional<std::uint8_t> LayerSelector::awaited() const {
  return target_ && target_->spatial != current_ ? std::optional(target_->spatial) : std::nullopt;
}

ForwardedPacket LayerSelector::take(const LayerPacket& packet, rtc::Instant now) {
  if (packet.layer >= most_layers) return {};
  if (!target_) {
    current_.reset();
    return {};
  }
  const bool begins = packet.is_key_frame && packet.layer == awaited() && begin_with(packet, now);
  if (packet.layer != current_) return {};
  adapt_temporal_layer(packet);
  auto result = is_wanted(packet) ? forward(packet, now) : leave_out(packet, now);
  result.has_switched = begins;
  newest_ = std::max(newest_, packet.sequence);
  return result;
}

/// The same moment in the clock of the encoding that is forwarded now.
std::optional<std::uint32_t> LayerSelector::in_old_clock(const LayerPacket& packet) const {
  if (!current_) return std::nullopt;
  const auto& from = clocks_[packet.layer];
  const auto& to = clocks_[*current_];
  if (!from || !to) return std::nullopt;
  return translate(packet.timestamp, *from, *to, clock_rate_);
}

bool LayerSelector::begin_with(const LayerPacket& packet, rtc::Instant now) {
  const auto expected = in_old_clock(packet);
  if (current_ && !expected) return false;
  if (!timestamps_.begin(packet.timestamp, expected, now)) return false;
  // A decoder takes a number that never comes for the missing end of a frame that was cut off.
  sequences_.begin(packet.sequence, is_within_frame_ ? 1 : 0);
  if (packet.picture_id) pictures_.begin(*packet.picture_id);
  if (packet.base_index) base_offset_ = next_base_ - *packet.base_index;
  current_ = packet.layer;
  temporal_ = old_temporal_ = target_->temporal;
  temporal_since_ = newest_ = packet.sequence;
  return true;
}

/// Down at any frame, up only where the stream allows it. Frames that began before keep what was decided for
/// them.
void LayerSelector::adapt_temporal_layer(const LayerPacket& packet) {
  const bool is_new_frame = packet.is_frame_start && packet.sequence > newest_;
  if (!is_new_frame || temporal_ == target_->temporal) return;
  const bool goes_down = target_->temporal < temporal_;
  const bool may_go_up =
      packet.is_layer_sync && packet.temporal_layer > temporal_ && packet.temporal_layer <= target_->temporal;
  if (!goes_down && !may_go_up) return;
  old_temporal_ = temporal_;
  temporal_ = goes_down ? target_->temporal : packet.temporal_layer;
  temporal_since_ = packet.sequence;
}

bool LayerSelector::is_wanted(const LayerPacket& packet) const {
  return packet.temporal_layer <= (packet.sequence < temporal_since_ ? old_temporal_ : temporal_);
}

ForwardedPacket LayerSelector::forward(const LayerPacket& packet, rtc::Instant now) {
  const auto next = sequences_.next_out();
  const auto sequence = sequences_.forward(packet.sequence);
  if (!sequence) return {};
  ForwardedPacket result{.what = Forwarding::forward, .sequence = static_cast<std::uint16_t>(*sequence)};
  result.timestamp = timestamps_.forward(packet.timestamp, now);
  if (packet.picture_id)
    result.picture_id = static_cast<std::uint16_t>(pictures_.forward(*packet.picture_id).value_or(0));
  if (packet.base_index) {
    const auto base = *packet.base_index + base_offset_;
    next_base_ = std::max(next_base_, base + 1);
    result.base_index = static_cast<std::uint8_t>(base);
  }
  if (*sequence >= next) is_within_frame_ = !packet.has_marker;
  return result;
}

ForwardedPacket LayerSelector::leave_out(const LayerPacket& packet, rtc::Instant now) {
  if (packet.picture_id) pictures_.leave_out(*packet.picture_id);
  const auto missed = sequences_.leave_out(packet.sequence);
  if (!missed) return {};
  return {.what = Forwarding::pad,
          .sequence = static_cast<std::uint16_t>(*missed),
          .timestamp = timestamps_.forward(packet.timestamp, now)};
}

}  // namespace vtp::sfu
