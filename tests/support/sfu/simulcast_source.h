// A camera that is sent in three encodings with three temporal layers each, as browsers do it.
#pragma once

#include <array>
#include <vector>

#include "sfu/forwarding/layer_selector.h"

namespace vtp::sfu {

/// A packet, and what of its frame a viewer's decoder would want to know.
struct SourcePacket {
  LayerPacket packet;
  int frame = 0;           // all encodings of a picture have the same
  int packets = 0;         // in its frame
  std::vector<int> needs;  // frames of its encoding that the decoder must have had
};

class SimulcastSource {
 public:
  static constexpr std::size_t layers = 3;
  static constexpr rtc::Duration interval{33'333};

  /// One encoding of the next picture: `packets` of them. All encodings have to be asked before
  /// next_picture().
  std::vector<SourcePacket> encode(std::uint8_t layer, int packets, bool is_key) {
    auto& state = states_[layer];
    if (is_key) state.phase = 0;
    constexpr std::array<std::uint8_t, 4> pattern{0, 2, 1, 2};
    const auto temporal = pattern[state.phase % pattern.size()];
    const bool follows_middle = state.phase % pattern.size() == 3;
    SourcePacket frame{.frame = frame_, .packets = packets, .needs = {}};
    if (!is_key) frame.needs.push_back(follows_middle ? state.last_middle : state.last_base);
    if (temporal == 0) state.last_base = frame_, ++state.base_index;
    if (temporal == 1) state.last_middle = frame_;
    frame.packet = {.layer = layer,
                    .timestamp = state.first_timestamp + static_cast<std::uint32_t>(frame_) * 3000,
                    .temporal_layer = temporal,
                    .is_layer_sync = temporal > 0 && !follows_middle,
                    .picture_id = state.picture_id++,
                    .base_index = state.base_index};
    ++state.phase;
    std::vector<SourcePacket> result;
    for (int i = 0; i < packets; ++i) {
      frame.packet.sequence = state.sequence++;
      frame.packet.is_frame_start = i == 0;
      frame.packet.is_key_frame = i == 0 && is_key;
      frame.packet.has_marker = i == packets - 1;
      result.push_back(frame);
    }
    return result;
  }
  void next_picture() { ++frame_; }

  /// What the sender reports of an encoding say.
  static LayerClock clock(std::uint8_t layer) {
    return {.wall = rtc::to_ntp(Timestamp(std::chrono::seconds(100))),
            .timestamp = State(layer).first_timestamp};
  }
  [[nodiscard]] rtc::Instant now() const { return rtc::Instant(std::chrono::seconds(1)) + frame_ * interval; }

 private:
  struct State {
    explicit State(std::uint32_t layer)
        : first_timestamp(layer * 0x55555555U),
          sequence(60'000 + layer * 3'000),
          picture_id(32'000 + layer * 300) {}

    std::uint32_t first_timestamp;
    std::int64_t sequence;
    std::int64_t picture_id;
    std::int64_t base_index = 250;
    std::size_t phase = 0;
    int last_base = 0;
    int last_middle = 0;
  };

  std::array<State, layers> states_{State(0), State(1), State(2)};
  int frame_ = 0;
};

}  // namespace vtp::sfu
