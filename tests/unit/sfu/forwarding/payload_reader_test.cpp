#include "sfu/forwarding/payload_reader.h"

#include <gtest/gtest.h>

#include "rtc/payload/vp8.h"
#include "rtc/payload/vp9.h"

namespace vtp::sfu {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// A packet around a payload.
class Reading {
 public:
  explicit Reading(Codec codec) : reader_(codec, 1) {}

  std::optional<LayerPacket> read(const Bytes& payload, std::uint32_t timestamp = 1, bool marker = false,
                                  const Bytes& dependencies = {}) {
    memory_.assign(1500, 0);
    memory_.resize(*rtc::write_rtp({.marker = marker, .timestamp = timestamp}, {}, payload, memory_));
    return reader_.read(*rtc::RtpPacket::parse(memory_), next_++, dependencies);
  }

 private:
  PayloadReader reader_;
  Bytes memory_;
  std::int64_t next_ = 70'000;
};

TEST(PayloadReader, AudioMayBeJoinedAnywhere) {
  Reading opus(Codec::opus);
  const auto packet = opus.read({0x78, 1});
  EXPECT_EQ(packet->layer, 1);
  EXPECT_EQ(packet->sequence, 70'000);
  EXPECT_TRUE(packet->is_key_frame && packet->is_frame_start && packet->has_marker);
}

TEST(PayloadReader, H264BeginsWithItsParametersAndFramesWithTheirTime) {
  Reading h264(Codec::h264);
  auto packet = h264.read({0x67, 0x42, 0xC0, 0x1F}, 100);
  EXPECT_TRUE(packet->is_key_frame && packet->is_frame_start);
  packet = h264.read({0x65, 0x88}, 100, true);
  EXPECT_FALSE(packet->is_key_frame || packet->is_frame_start);
  EXPECT_TRUE(packet->has_marker);
  packet = h264.read({0x41, 0x9A}, 200);
  EXPECT_TRUE(packet->is_frame_start);
  EXPECT_FALSE(packet->is_key_frame);
  EXPECT_EQ(packet->picture_id, std::nullopt);
  EXPECT_EQ(h264.read({0x00}), std::nullopt);
}

TEST(PayloadReader, NumbersOfVp8GoOnWithoutWraps) {
  Reading vp8(Codec::vp8);
  const auto descriptor = [](std::uint16_t id, std::uint8_t index, std::uint8_t layers, std::uint8_t frame) {
    return Bytes{
        0x90,   0xE0, static_cast<std::uint8_t>(0x80 | id >> 8), static_cast<std::uint8_t>(id), index,
        layers, frame};
  };
  auto packet = vp8.read(descriptor(0x7FFF, 255, 0, 0));
  EXPECT_TRUE(packet->is_key_frame);
  EXPECT_EQ(packet->picture_id, 0x7FFF);
  packet = vp8.read(descriptor(0, 0, 0xA0, 1));
  EXPECT_FALSE(packet->is_key_frame);
  EXPECT_EQ(packet->picture_id, 0x8000);
  EXPECT_EQ(packet->base_index, 256);
  EXPECT_EQ(packet->temporal_layer, 2);
  EXPECT_TRUE(packet->is_layer_sync);
  EXPECT_FALSE(packet->has_picture_references);
}

TEST(PayloadReader, LayersOfVp9) {
  Reading vp9(Codec::vp9);
  // Picture id, layers; begins a frame. Spatial layer 0 of a key picture.
  auto packet = vp9.read({0xA8, 0x81, 0x02, 0x00, 0x05, 0xFF});
  ASSERT_TRUE(packet.has_value());
  EXPECT_TRUE(packet->is_key_frame && packet->is_frame_start);
  EXPECT_TRUE(packet->has_picture_references);
  // Spatial layer 1 of the same picture, its last packet.
  packet = vp9.read({0xAC, 0x81, 0x02, 0x03, 0x05, 0xFF});
  EXPECT_FALSE(packet->is_key_frame || packet->is_frame_start);
  EXPECT_EQ(packet->spatial_layer, 1);
  EXPECT_TRUE(packet->is_layer_end);
  // A later picture of temporal layer 2, to which one may switch up.
  packet = vp9.read({0xE8, 0x81, 0x03, 0x50, 0x05, 0xFF});
  EXPECT_FALSE(packet->is_key_frame);
  EXPECT_EQ(packet->temporal_layer, 2);
  EXPECT_TRUE(packet->is_layer_sync);
}

TEST(PayloadReader, Av1TellsItsKeyFramesEvenWithoutDescriptor) {
  Reading av1(Codec::av1);
  EXPECT_TRUE(av1.read({0x18, 0x0A}, 5)->is_key_frame);
  EXPECT_FALSE(av1.read({0x10, 0x32}, 9)->is_key_frame);
  EXPECT_EQ(av1.read({0x10, 0x32}, 9, false, {0x80, 0, 1}), std::nullopt) << "no structure was told";
}

TEST(PayloadReader, PaddingIsKnown) {
  Reading vp8(Codec::vp8);
  const auto packet = vp8.read({});
  EXPECT_TRUE(packet->is_empty);
}

TEST(PayloadReader, OnlyVp8AndVp9HaveNumbersToBeRewritten) {
  Bytes vp8{0x90, 0xE0, 0x80, 0x01, 7, 0, 0};
  rewrite_payload(Codec::vp8, vp8, 300, 9);
  EXPECT_EQ(rtc::read_vp8(vp8)->picture_id, 300);
  EXPECT_EQ(rtc::read_vp8(vp8)->base_index, 9);
  Bytes vp9{0xA8, 0x81, 0x02, 0x00, 0x05, 0xFF};
  rewrite_payload(Codec::vp9, vp9, 301, 10);
  EXPECT_EQ(rtc::read_vp9(vp9)->picture_id, 301);
  EXPECT_EQ(rtc::read_vp9(vp9)->base_index, 10);
  Bytes h264{0x67, 0x42};
  const auto before = h264;
  rewrite_payload(Codec::h264, h264, 1, 1);
  EXPECT_EQ(h264, before);
}

}  // namespace
}  // namespace vtp::sfu
