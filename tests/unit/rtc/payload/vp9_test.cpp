#include "rtc/payload/vp9.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

TEST(Vp9, ReadsAKeyPictureWithItsStructure) {
  // Picture id, layers, the start of a frame, a structure of two layers with sizes and one picture.
  const auto descriptor = read_vp9(from_hex("AA 9234 00 05 38 014000B4 02800168 01 04 01 FF"));
  ASSERT_TRUE(descriptor);
  EXPECT_TRUE(descriptor->is_key_frame());
  EXPECT_EQ(descriptor->picture_id, 0x1234);
  EXPECT_EQ(descriptor->base_index, 5);
  ASSERT_TRUE(descriptor->structure);
  EXPECT_EQ(descriptor->structure->spatial_layers, 2U);
  EXPECT_TRUE(descriptor->structure->has_sizes);
  EXPECT_EQ(descriptor->structure->sizes[1], (PictureSize{640, 360}));
  EXPECT_EQ(descriptor->size, 17U);
}

TEST(Vp9, ReadsLayers) {
  const auto descriptor = read_vp9(from_hex("E5 12 53 07 FF"));
  ASSERT_TRUE(descriptor);
  EXPECT_FALSE(descriptor->is_key_frame());
  EXPECT_TRUE(descriptor->is_inter_predicted);
  EXPECT_TRUE(descriptor->is_layer_end);
  EXPECT_TRUE(descriptor->is_not_inter_layer_reference);
  EXPECT_EQ(descriptor->temporal_layer, 2);
  EXPECT_TRUE(descriptor->is_switching_up_point);
  EXPECT_EQ(descriptor->spatial_layer, 1);
  EXPECT_TRUE(descriptor->is_inter_layer_predicted);
  EXPECT_EQ(descriptor->base_index, 7);
}

TEST(Vp9, ReadsReferencesOfFlexiblePictures) {
  const auto descriptor = read_vp9(from_hex("F8 12 00 03 05 04 FF"));
  ASSERT_TRUE(descriptor);
  EXPECT_FALSE(descriptor->base_index);
  EXPECT_EQ(descriptor->size, 6U);
  EXPECT_FALSE(read_vp9(from_hex("F8 12 00 03 05 05 FF")));  // four references
}

TEST(Vp9, AHigherLayerOfAKeyPictureIsNoBeginning) {
  EXPECT_TRUE(read_vp9(from_hex("28 00 05 FF"))->is_key_frame());
  EXPECT_FALSE(read_vp9(from_hex("28 03 05 FF"))->is_key_frame());
}

TEST(Vp9, RefusesWhatIsCutShort) {
  for (const auto* hex : {"", "08", "80", "80 92", "80 12", "20 00", "02 F8", "02 10 01", "02 08 02 00"})
    EXPECT_FALSE(read_vp9(from_hex(hex))) << hex;
}

TEST(Vp9, RewritesInPlace) {
  auto payload = from_hex("A8 9234 00 05 FF");
  rewrite_vp9(payload, read_vp9(payload).value(), 0x0001, 0xAB);
  EXPECT_EQ(payload, from_hex("A8 8001 00 AB FF"));
}

RC_GTEST_PROP(Vp9, WhatIsRewrittenReadsAsWritten, (Buffer payload, std::uint16_t id, std::uint8_t index)) {
  const auto before = read_vp9(payload);
  if (!before) return;
  rewrite_vp9(payload, *before, id, index);
  const auto after = read_vp9(payload);
  RC_ASSERT(after.has_value());
  RC_ASSERT(after->size == before->size && after->spatial_layer == before->spatial_layer);
  if (before->picture_id)
    RC_ASSERT(*after->picture_id == (id & (before->has_long_picture_id ? 0x7FFF : 0x7F)));
  if (before->base_index) RC_ASSERT(*after->base_index == index);
}

}  // namespace
}  // namespace vtp::rtc
