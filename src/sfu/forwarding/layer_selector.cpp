#include "sfu/forwarding/layer_selector.h"

#include <algorithm>

namespace vtp::sfu {

std::optional<std::uint8_t> LayerSelector::awaited() const {
  if (!target_) return std::nullopt;
  if (has_spatial_layers_)
    return !current_ || target_->spatial > spatial_.current() ? std::optional<std::uint8_t>(0) : std::nullopt;
  return target_->spatial != current_ ? std::optional(target_->spatial) : std::nullopt;
}

std::optional<TargetLayers> LayerSelector::current_layers() const {
  if (!current_) return std::nullopt;
  return TargetLayers{.spatial = has_spatial_layers_ ? spatial_.current() : *current_,
                      .temporal = temporal_.current()};
}

ForwardedPacket LayerSelector::take(const LayerPacket& packet, rtc::Instant now) {
  if (packet.layer >= most_layers) return {};
  if (!target_) {
    current_.reset();
    return {};
  }
  const bool may_begin = packet.is_key_frame && packet.layer == awaited();
  const bool begins = may_begin && !(has_spatial_layers_ && current_) && begin_with(packet, now);
  if (packet.layer != current_) return {};
  if (packet.is_empty) return leave_out(packet, now);
  adapt_spatial_layer(packet);
  adapt_temporal_layer(packet);
  auto result = is_wanted(packet) ? forward(packet, now) : leave_out(packet, now);
  result.has_switched = begins;
  newest_ = std::max(newest_, packet.sequence);
  return result;
}

/// The same moment in the clock of the encoding that went out last.
std::optional<std::uint32_t> LayerSelector::in_old_clock(const LayerPacket& packet) const {
  if (!last_) return std::nullopt;
  if (packet.layer == *last_) return packet.timestamp;
  const auto& from = clocks_[packet.layer];
  const auto& to = clocks_[*last_];
  if (!from || !to) return std::nullopt;
  return translate(packet.timestamp, *from, *to, clock_rate_);
}

bool LayerSelector::begin_with(const LayerPacket& packet, rtc::Instant now) {
  // Late, or doubled: after a pause the encoding does not go back to before it.
  if (packet.layer == last_ && packet.sequence <= newest_) return false;
  const auto expected = in_old_clock(packet);
  if (current_ && !expected) return false;
  if (!timestamps_.begin(packet.timestamp, expected, now)) return false;
  // A decoder takes a number that never comes for the missing end of a frame that was cut off.
  sequences_.begin(packet.sequence, is_within_frame_ ? 1 : 0);
  if (packet.picture_id) pictures_.begin(*packet.picture_id);
  if (packet.base_index) base_offset_ = next_base_ - *packet.base_index;
  current_ = last_ = packet.layer;
  temporal_.begin(packet.sequence, target_->temporal);
  spatial_.begin(packet.sequence, target_->spatial);
  newest_ = packet.sequence;
  return true;
}

bool LayerSelector::is_wanted(const LayerPacket& packet) const {
  const bool is_spatial_wanted =
      !has_spatial_layers_ || spatial_.includes(packet.sequence, packet.spatial_layer);
  return is_spatial_wanted && temporal_.includes(packet.sequence, packet.temporal_layer);
}

/// Down at any picture: lower layers never need higher ones. Up only where all layers begin anew.
void LayerSelector::adapt_spatial_layer(const LayerPacket& packet) {
  if (!has_spatial_layers_ || !packet.is_frame_start || packet.sequence <= newest_) return;
  const auto now = spatial_.current();
  if (target_->spatial < now || (target_->spatial > now && packet.is_key_frame))
    spatial_.change(packet.sequence, target_->spatial);
}

/// Down at any frame, up only where the stream allows it.
void LayerSelector::adapt_temporal_layer(const LayerPacket& packet) {
  const bool is_new_frame = packet.is_frame_start && packet.sequence > newest_;
  const auto now = temporal_.current();
  if (!is_new_frame || now == target_->temporal) return;
  const bool goes_down = target_->temporal < now;
  const bool may_go_up =
      packet.is_layer_sync && packet.temporal_layer > now && packet.temporal_layer <= target_->temporal;
  if (goes_down || may_go_up)
    temporal_.change(packet.sequence, goes_down ? target_->temporal : packet.temporal_layer);
}

ForwardedPacket LayerSelector::forward(const LayerPacket& packet, rtc::Instant now) {
  const auto picture = packet.picture_id ? pictures_.forward(*packet.picture_id) : std::nullopt;
  if (packet.picture_id && !picture) return leave_out(packet, now);
  const auto next = sequences_.next_out();
  const auto sequence = sequences_.forward(packet.sequence);
  if (!sequence) return {};
  ForwardedPacket result{.what = Forwarding::forward, .sequence = static_cast<std::uint16_t>(*sequence)};
  result.timestamp = timestamps_.forward(packet.timestamp, now);
  result.ends_picture =
      has_spatial_layers_ && packet.is_layer_end &&
      !spatial_.includes(packet.sequence, static_cast<std::uint8_t>(packet.spatial_layer + 1));
  if (picture) result.picture_id = static_cast<std::uint16_t>(*picture);
  if (packet.base_index) {
    const auto base = *packet.base_index + base_offset_;
    next_base_ = std::max(next_base_, base + 1);
    result.base_index = static_cast<std::uint8_t>(base);
  }
  if (*sequence >= next) is_within_frame_ = !packet.has_marker && !result.ends_picture;
  return result;
}

ForwardedPacket LayerSelector::leave_out(const LayerPacket& packet, rtc::Instant now) {
  if (packet.picture_id && !packet.has_picture_references && !packet.is_empty)
    pictures_.leave_out(*packet.picture_id);
  const auto missed = sequences_.leave_out(packet.sequence);
  if (!missed) return {};
  return {.what = Forwarding::pad,
          .sequence = static_cast<std::uint16_t>(*missed),
          .timestamp = timestamps_.forward(packet.timestamp, now)};
}

}  // namespace vtp::sfu
