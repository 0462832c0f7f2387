// Layers within one encoding (SVC), as LayerSelector chooses among them.
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sfu/forwarding/layer_selector.h"

namespace vtp::sfu {
namespace {

/// A packet of three spatial and three temporal layers, of which spatial ones need each other in key pictures
/// only (L3T3_KEY). Each layer of a picture is one packet.
struct LayeredPacket {
  LayerPacket packet;
  int picture = 0;
  std::optional<int> needs;  // a picture of the same layer
};

class LayeredSource {
 public:
  static constexpr std::uint8_t layers = 3;

  std::vector<LayeredPacket> picture(bool is_key) {
    if (is_key) phase_ = 0;
    constexpr std::array<std::uint8_t, 4> pattern{0, 2, 1, 2};
    const auto temporal = pattern[phase_ % pattern.size()];
    const bool follows_middle = phase_ % pattern.size() == 3;
    std::vector<LayeredPacket> all;
    for (std::uint8_t layer = 0; layer < layers; ++layer) {
      LayeredPacket one{.picture = number_, .needs = {}};
      if (!is_key) one.needs = follows_middle ? last_middle_ : last_base_;
      one.packet = {.sequence = sequence_++,
                    .timestamp = static_cast<std::uint32_t>(number_) * 3000,
                    .has_marker = layer + 1 == layers,
                    .is_frame_start = layer == 0,
                    .is_key_frame = layer == 0 && is_key,
                    .temporal_layer = temporal,
                    .is_layer_sync = temporal > 0 && !follows_middle,
                    .picture_id = 100 + number_,
                    .has_picture_references = true,
                    .spatial_layer = layer,
                    .is_layer_end = true};
      all.push_back(one);
    }
    if (temporal == 0) last_base_ = number_;
    if (temporal == 1) last_middle_ = number_;
    ++phase_;
    ++number_;
    return all;
  }
  [[nodiscard]] rtc::Instant now() const {
    return rtc::Instant(std::chrono::milliseconds(1000 + number_ * 33));
  }

 private:
  std::int64_t sequence_ = 65'000;
  int number_ = 0;
  std::size_t phase_ = 0;
  int last_base_ = 0;
  int last_middle_ = 0;
};

class SpatialLayers : public ::testing::Test {
 protected:
  void send(bool is_key = false) {
    for (const auto& one : source.picture(is_key)) {
      const auto forwarded = selector.take(one.packet, source.now());
      if (forwarded.what == Forwarding::forward) got.emplace_back(one, forwarded);
    }
  }
  /// The spatial layers of the last picture that something came of.
  [[nodiscard]] std::vector<int> layers() const {
    std::vector<int> found;
    for (const auto& [one, forwarded] : got)
      if (one.picture == got.back().first.picture) found.push_back(one.packet.spatial_layer);
    return found;
  }
  void want(std::uint8_t spatial) { selector.set_target(TargetLayers{.spatial = spatial}); }

  LayeredSource source;
  LayerSelector selector{{.sequence = 1000, .has_spatial_layers = true}};
  std::vector<std::pair<LayeredPacket, ForwardedPacket>> got;
};

TEST_F(SpatialLayers, AViewerGetsALayerWithThoseBelowIt) {
  want(1);
  EXPECT_EQ(selector.awaited(), 0);
  send();
  EXPECT_TRUE(got.empty());
  send(true);
  EXPECT_EQ(layers(), (std::vector{0, 1}));
  EXPECT_EQ(selector.awaited(), std::nullopt);
  EXPECT_FALSE(got[0].second.ends_picture);
  EXPECT_TRUE(got[1].second.ends_picture) << "the marker is at the layer that is left out";
  EXPECT_EQ(selector.current_layers()->spatial, 1);
}

TEST_F(SpatialLayers, DownAtOnceAndUpAtTheNextKeyPicture) {
  want(2);
  send(true);
  EXPECT_EQ(layers(), (std::vector{0, 1, 2}));
  want(0);
  send();
  EXPECT_EQ(layers(), (std::vector{0}));
  want(2);
  EXPECT_EQ(selector.awaited(), 0);
  send();
  EXPECT_EQ(layers(), (std::vector{0}));
  send(true);
  EXPECT_EQ(layers(), (std::vector{0, 1, 2}));
}

TEST_F(SpatialLayers, IdsOfPicturesKeepTheirDistances) {
  selector.set_target(TargetLayers{.spatial = 0, .temporal = 0});
  send(true);
  for (int i = 0; i < 4; ++i) send();
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(got[1].second.picture_id - got[0].second.picture_id, 4);
  EXPECT_EQ(got[1].second.sequence, got[0].second.sequence + 1);
}

RC_GTEST_PROP(SpatialLayersProperty, WhatIsForwardedCanBeDecoded, ()) {
  LayeredSource source;
  LayerSelector selector({.sequence = 1000, .has_spatial_layers = true});
  std::set<std::pair<int, int>> decoded;  // layer and picture
  std::optional<std::uint16_t> last;
  for (int i = 0; i < 80; ++i) {
    if (*rc::gen::inRange(0, 5) == 0)
      selector.set_target(TargetLayers{.spatial = *rc::gen::inRange<std::uint8_t>(0, 3),
                                       .temporal = *rc::gen::inRange<std::uint8_t>(0, 3)});
    std::optional<bool> has_ended;
    const bool is_key = *rc::gen::inRange(0, 7) == 0;
    for (const auto& one : source.picture(is_key)) {
      const auto forwarded = selector.take(one.packet, source.now());
      RC_ASSERT(forwarded.what != Forwarding::pad);
      if (forwarded.what == Forwarding::drop) continue;
      RC_ASSERT(!last || forwarded.sequence == static_cast<std::uint16_t>(*last + 1));
      last = forwarded.sequence;
      const int layer = one.packet.spatial_layer;
      RC_ASSERT(has_ended != true);
      has_ended = forwarded.ends_picture || one.packet.has_marker;
      if (one.needs)
        RC_ASSERT(decoded.contains({layer, *one.needs}));
      else if (layer > 0)
        RC_ASSERT(decoded.contains({layer - 1, one.picture}));
      decoded.emplace(layer, one.picture);
    }
    RC_ASSERT(has_ended != false);
  }
}

}  // namespace
}  // namespace vtp::sfu
