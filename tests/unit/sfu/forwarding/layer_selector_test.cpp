#include "sfu/forwarding/layer_selector.h"

#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "rtc/rtp/sequence.h"
#include "support/sfu/simulcast_source.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

/// What a viewer got.
struct Received {
  SourcePacket source;
  ForwardedPacket forwarded;
};

class Viewer {
 public:
  explicit Viewer(std::uint16_t first_sequence = 1000) : selector({.sequence = first_sequence}) {}

  void set_clocks() {
    for (std::uint8_t layer = 0; layer < SimulcastSource::layers; ++layer)
      selector.set_clock(layer, SimulcastSource::clock(layer));
  }
  ForwardedPacket take(const SourcePacket& source, rtc::Instant now) {
    const auto forwarded = selector.take(source.packet, now);
    if (forwarded.what == Forwarding::forward) received.push_back({source, forwarded});
    if (forwarded.what == Forwarding::pad) padding.push_back(forwarded.sequence);
    return forwarded;
  }
  /// In the order in which a decoder sees them.
  [[nodiscard]] std::vector<Received> in_order() const {
    std::map<std::int64_t, Received> sorted;
    rtc::Unwrapper<16> unwrapper;
    for (const auto& packet : received) sorted.emplace(unwrapper.unwrap(packet.forwarded.sequence), packet);
    std::vector<Received> result;
    for (const auto& [sequence, packet] : sorted) result.push_back(packet);
    return result;
  }

  LayerSelector selector;
  std::vector<Received> received;
  std::vector<std::uint16_t> padding;
};

/// Every encoding of one picture.
std::vector<SourcePacket> picture(SimulcastSource& source, bool is_key, int packets = 2) {
  std::vector<SourcePacket> all;
  for (std::uint8_t layer = 0; layer < SimulcastSource::layers; ++layer)
    for (auto& packet : source.encode(layer, packets, is_key)) all.push_back(packet);
  return all;
}

void send(Viewer& viewer, SimulcastSource& source, bool is_key) {
  for (const auto& packet : picture(source, is_key)) viewer.take(packet, source.now());
  source.next_picture();
}

TEST(LayerSelector, BeginsWithAKeyFrame) {
  SimulcastSource source;
  Viewer viewer;
  send(viewer, source, true);
  EXPECT_TRUE(viewer.received.empty()) << "nothing was asked for";
  viewer.selector.set_target(TargetLayers{.spatial = 1});
  EXPECT_EQ(viewer.selector.awaited(), 1);
  send(viewer, source, false);
  EXPECT_TRUE(viewer.received.empty());
  send(viewer, source, true);
  ASSERT_EQ(viewer.received.size(), 2U);
  EXPECT_EQ(viewer.selector.current(), 1);
  EXPECT_EQ(viewer.selector.awaited(), std::nullopt);
  EXPECT_TRUE(viewer.received[0].forwarded.has_switched);
  EXPECT_EQ(viewer.received[0].forwarded.sequence, 1000);
  EXPECT_EQ(viewer.received[1].forwarded.sequence, 1001);
}

TEST(LayerSelector, GoesOnWithTheOldEncodingUntilTheNewOneBegins) {
  SimulcastSource source;
  Viewer viewer;
  viewer.set_clocks();
  viewer.selector.set_target(TargetLayers{.spatial = 0});
  send(viewer, source, true);
  viewer.selector.set_target(TargetLayers{.spatial = 2});
  send(viewer, source, false);
  EXPECT_EQ(viewer.selector.current(), 0);
  EXPECT_EQ(viewer.received.size(), 4U);
  send(viewer, source, true);
  EXPECT_EQ(viewer.selector.current(), 2);
  // The key frame of the old encoding came first, and the same picture of the new one after it.
  ASSERT_EQ(viewer.received.size(), 8U);
  EXPECT_EQ(viewer.received[6].forwarded.timestamp, viewer.received[5].forwarded.timestamp + 1);
  EXPECT_EQ(viewer.received[6].forwarded.sequence, viewer.received[5].forwarded.sequence + 1);
}

TEST(LayerSelector, ChangesNothingWithoutTheClocks) {
  SimulcastSource source;
  Viewer viewer;
  viewer.selector.set_target(TargetLayers{.spatial = 0});
  send(viewer, source, true);
  viewer.selector.set_target(TargetLayers{.spatial = 2});
  send(viewer, source, true);
  EXPECT_EQ(viewer.selector.current(), 0);
  viewer.set_clocks();
  send(viewer, source, true);
  EXPECT_EQ(viewer.selector.current(), 2);
}

TEST(LayerSelector, LeavesNumberForTheEndOfAFrameThatIsCutOff) {
  SimulcastSource source;
  Viewer viewer;
  viewer.set_clocks();
  viewer.selector.set_target(TargetLayers{.spatial = 0});
  const auto first = picture(source, true);
  viewer.take(first[0], source.now());
  viewer.selector.set_target(TargetLayers{.spatial = 1});
  const auto next = viewer.take(first[2], source.now());
  EXPECT_TRUE(next.has_switched);
  EXPECT_EQ(next.sequence, 1002);
}

TEST(LayerSelector, AViewerMayWantNothing) {
  SimulcastSource source;
  Viewer viewer;
  viewer.selector.set_target(TargetLayers{.spatial = 0});
  send(viewer, source, true);
  viewer.selector.set_target(std::nullopt);
  send(viewer, source, true);
  EXPECT_EQ(viewer.received.size(), 2U);
  EXPECT_EQ(viewer.selector.current(), std::nullopt);
  viewer.selector.set_target(TargetLayers{.spatial = 0});
  EXPECT_EQ(viewer.selector.awaited(), 0);
  send(viewer, source, true);
  ASSERT_EQ(viewer.received.size(), 4U);
  EXPECT_EQ(viewer.received[2].forwarded.sequence, 1002);
  // Two pictures went by.
  EXPECT_NEAR(viewer.received[2].forwarded.timestamp - viewer.received[1].forwarded.timestamp, 6000, 1);
}

TEST(LayerSelector, AfterAPauseNothingGoesBackBeforeIt) {
  SimulcastSource source;
  Viewer viewer;
  viewer.set_clocks();
  viewer.selector.set_target(TargetLayers{.spatial = 0});
  send(viewer, source, true);
  const auto late = picture(source, true);
  source.next_picture();
  for (int i = 0; i < 6; ++i) send(viewer, source, false);
  viewer.selector.set_target(std::nullopt);
  send(viewer, source, false);
  for (std::uint8_t layer = 0; layer < 2; ++layer) {
    viewer.selector.set_target(TargetLayers{.spatial = layer});
    EXPECT_EQ(viewer.take(late[2UL * layer], source.now()).what, Forwarding::drop) << int{layer};
  }
  send(viewer, source, true);
  EXPECT_EQ(viewer.selector.current(), 1);
}

TEST(LayerSelector, ALatePacketIsTreatedAsTheRestOfItsFrame) {
  SimulcastSource source;
  Viewer viewer;
  viewer.selector.set_target(TargetLayers{.spatial = 0, .temporal = 0});
  send(viewer, source, true);
  std::vector<std::vector<SourcePacket>> frames;
  for (int i = 0; i < 6; ++i) {
    frames.push_back(source.encode(0, 2, false));
    source.next_picture();
  }
  EXPECT_EQ(frames[0][0].packet.temporal_layer, 2);
  viewer.take(frames[0][0], source.now());  // its other packet is late
  auto take_until = [&, next = 1UL](std::size_t end, std::uint8_t temporal) mutable {
    viewer.selector.set_target(TargetLayers{.spatial = 0, .temporal = temporal});
    for (; next < end; ++next)
      for (const auto& packet : frames[next]) viewer.take(packet, source.now());
  };
  take_until(5, 2);
  EXPECT_EQ(viewer.received.back().source.packet.temporal_layer, 2);
  take_until(6, 0);
  EXPECT_NE(viewer.take(frames[0][1], source.now()).what, Forwarding::forward);
}

TEST(LayerSelector, TakesTemporalLayersAwayAtOnceAndGivesThemBackWhereItMay) {
  SimulcastSource source;
  Viewer viewer;
  const auto temporal_layers = [&](int frames) {
    const auto before = viewer.received.size();
    for (int i = 0; i < frames; ++i) send(viewer, source, false);
    std::vector<int> layers;
    for (auto i = before; i < viewer.received.size(); i += 2)
      layers.push_back(viewer.received[i].source.packet.temporal_layer);
    return layers;
  };
  viewer.selector.set_target(TargetLayers{.spatial = 0});
  send(viewer, source, true);
  EXPECT_EQ(temporal_layers(4), (std::vector{2, 1, 2, 0}));
  viewer.selector.set_target(TargetLayers{.spatial = 0, .temporal = 0});
  EXPECT_EQ(temporal_layers(6), (std::vector{0}));
  // The next frame is of layer 2 and needs one of layer 1: one may not begin with it.
  viewer.selector.set_target(TargetLayers{.spatial = 0, .temporal = 2});
  EXPECT_EQ(temporal_layers(2).size(), 1U);
}

TEST(LayerSelector, WhatIsWaitedForButNotWantedBecomesPadding) {
  SimulcastSource source;
  Viewer viewer;
  viewer.selector.set_target(TargetLayers{.spatial = 0, .temporal = 0});
  send(viewer, source, true);
  std::vector<SourcePacket> packets;
  for (int i = 0; i < 4; ++i) {
    for (auto& packet : source.encode(0, 1, false)) packets.push_back(packet);
    source.next_picture();
  }
  EXPECT_EQ(viewer.take(packets[3], source.now()).sequence, 1005) << "three are missing before it";
  EXPECT_EQ(viewer.take(packets[1], source.now()).what, Forwarding::pad);
  EXPECT_EQ(viewer.padding, (std::vector<std::uint16_t>{1003}));
}

/// What must hold of everything that a viewer gets, whatever the network did.
void check_stream(const Viewer& viewer) {
  std::map<std::uint16_t, std::pair<int, std::int64_t>> sources;
  for (const auto& [source, forwarded] : viewer.received) {
    const std::pair<int, std::int64_t> origin(source.packet.layer, source.packet.sequence);
    RC_ASSERT(sources.emplace(forwarded.sequence, origin).first->second == origin);
  }
  for (const auto sequence : viewer.padding) RC_ASSERT(!sources.contains(sequence));
  const auto packets = viewer.in_order();
  for (std::size_t i = 1; i < packets.size(); ++i) {
    const auto& [before, out_before] = packets[i - 1];
    const auto& [after, out_after] = packets[i];
    const bool is_same_frame = before.frame == after.frame && before.packet.layer == after.packet.layer;
    // A change may go back by as much as a picture can be pushed into the future.
    RC_ASSERT(after.frame >= before.frame - (before.packet.layer == after.packet.layer ? 0 : 2));
    if (is_same_frame) {
      RC_ASSERT(out_after.timestamp == out_before.timestamp && out_after.picture_id == out_before.picture_id);
      RC_ASSERT(out_after.base_index == out_before.base_index);
    } else {
      RC_ASSERT(rtc::is_newer(out_after.timestamp, out_before.timestamp));
      RC_ASSERT(static_cast<std::uint16_t>(out_after.picture_id - out_before.picture_id) < 0x4000);
      RC_ASSERT(out_after.picture_id != out_before.picture_id);
    }
    if (before.packet.layer != after.packet.layer) RC_ASSERT(after.packet.is_key_frame);
  }
}

/// Frames are whole, numbers have no gaps, and every frame has what it needs.
void check_nothing_is_missing(const Viewer& viewer) {
  const auto packets = viewer.in_order();
  std::set<std::pair<int, int>> decoded;  // encoding and frame
  for (std::size_t i = 0; i < packets.size(); ++i) {
    const auto& [source, forwarded] = packets[i];
    if (i > 0)
      RC_ASSERT(forwarded.sequence == static_cast<std::uint16_t>(packets[i - 1].forwarded.sequence + 1));
    if (source.packet.is_frame_start) {
      RC_ASSERT(packets.size() - i >= static_cast<std::size_t>(source.packets));
      for (int part = 0; part < source.packets; ++part)
        RC_ASSERT(packets[i + static_cast<std::size_t>(part)].source.packet.sequence ==
                  source.packet.sequence + part);
      for (const int needed : source.needs) RC_ASSERT(decoded.contains({source.packet.layer, needed}));
      decoded.emplace(source.packet.layer, source.frame);
      const bool is_next = i == 0 || forwarded.picture_id ==
                                         static_cast<std::uint16_t>(packets[i - 1].forwarded.picture_id + 1);
      RC_ASSERT(is_next);
    }
  }
}

std::optional<TargetLayers> any_target() {
  if (*rc::gen::inRange(0, 10) == 0) return std::nullopt;
  return TargetLayers{.spatial = *rc::gen::inRange<std::uint8_t>(0, 3),
                      .temporal = *rc::gen::inRange<std::uint8_t>(0, 3)};
}

/// A viewer that changes its mind, over `deliver`, which gives packets on in any order.
template <class Deliver>
Viewer watch(Deliver&& deliver) {
  SimulcastSource source;
  Viewer viewer(*rc::gen::inRange<std::uint16_t>(1000, 32'768));
  viewer.set_clocks();
  viewer.selector.set_target(any_target());
  const int pictures = *rc::gen::inRange(1, 120);
  for (int i = 0; i < pictures; ++i) {
    if (*rc::gen::inRange(0, 8) == 0) viewer.selector.set_target(any_target());
    const bool is_key = i == 0 || *rc::gen::inRange(0, 6) == 0;
    deliver(viewer, picture(source, is_key, *rc::gen::inRange(1, 4)), source.now());
    source.next_picture();
  }
  return viewer;
}

RC_GTEST_PROP(LayerSelector, OverAGoodNetworkTheStreamHasNoSeams, ()) {
  const auto viewer = watch([](Viewer& to, const std::vector<SourcePacket>& packets, rtc::Instant now) {
    for (const auto& packet : packets) to.take(packet, now);
  });
  check_stream(viewer);
  check_nothing_is_missing(viewer);
  RC_ASSERT(viewer.padding.empty());
}

RC_GTEST_PROP(LayerSelector, OverABadNetworkNothingIsConfused, ()) {
  std::vector<SourcePacket> late;
  const auto viewer = watch([&](Viewer& to, const std::vector<SourcePacket>& packets, rtc::Instant now) {
    for (const auto& packet : packets) {
      const int fate = *rc::gen::inRange(0, 10);
      if (fate == 0) continue;  // lost
      if (fate == 1) {
        late.push_back(packet);
        continue;
      }
      to.take(packet, now);
      if (fate == 2) to.take(packet, now);  // doubled
      if (!late.empty() && fate > 6) {
        to.take(late.front(), now);
        late.erase(late.begin());
      }
    }
  });
  check_stream(viewer);
}

}  // namespace
}  // namespace vtp::sfu
