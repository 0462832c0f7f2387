#include "rtc/payload/vp8.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

TEST(Vp8, ReadsTheSimplestDescriptor) {
  const auto descriptor = read_vp8(from_hex("10 00"));
  ASSERT_TRUE(descriptor);
  EXPECT_TRUE(descriptor->is_frame_start);
  EXPECT_TRUE(descriptor->is_key_frame);
  EXPECT_EQ(descriptor->size, 1U);
  EXPECT_FALSE(descriptor->picture_id);
  EXPECT_FALSE(read_vp8(from_hex("10 01"))->is_key_frame);
  EXPECT_FALSE(read_vp8(from_hex("00 00"))->is_key_frame) << "the middle of a partition";
  EXPECT_FALSE(read_vp8(from_hex("11 00"))->is_frame_start) << "another partition";
}

TEST(Vp8, ReadsEveryField) {
  const auto descriptor = read_vp8(from_hex("B0 F0 9234 56 A7 01"));
  ASSERT_TRUE(descriptor);
  EXPECT_TRUE(descriptor->is_disposable);
  EXPECT_EQ(descriptor->picture_id, 0x1234);
  EXPECT_TRUE(descriptor->has_long_picture_id);
  EXPECT_EQ(descriptor->base_index, 0x56);
  EXPECT_EQ(descriptor->temporal_layer, 2);
  EXPECT_TRUE(descriptor->is_layer_sync);
  EXPECT_EQ(descriptor->key_index, 7);
  EXPECT_EQ(descriptor->size, 6U);
  const auto short_id = read_vp8(from_hex("90 80 12 00"));
  ASSERT_TRUE(short_id);
  EXPECT_EQ(short_id->picture_id, 0x12);
  EXPECT_FALSE(short_id->has_long_picture_id);
  const auto only_key_index = read_vp8(from_hex("90 10 45 00"));
  ASSERT_TRUE(only_key_index);
  EXPECT_FALSE(only_key_index->temporal_layer);
  EXPECT_EQ(only_key_index->key_index, 5);
}

TEST(Vp8, RefusesWhatIsCutShort) {
  for (const auto* hex : {"", "10", "90", "90 80", "90 80 92", "90 80 9234", "90 40", "90 20 00"})
    EXPECT_FALSE(read_vp8(from_hex(hex))) << hex;
}

TEST(Vp8, RewritesInPlace) {
  auto payload = from_hex("90 E0 9234 56 40 01");
  rewrite_vp8(payload, read_vp8(payload).value(), 0x7FFF, 0xAB);
  EXPECT_EQ(payload, from_hex("90 E0 FFFF AB 40 01"));
  auto short_id = from_hex("90 C0 12 56 01");
  rewrite_vp8(short_id, read_vp8(short_id).value(), 0x0181, 0xAB);
  EXPECT_EQ(short_id, from_hex("90 C0 01 AB 01"));
  auto without = from_hex("90 20 40 01");
  rewrite_vp8(without, read_vp8(without).value(), 1, 2);
  EXPECT_EQ(without, from_hex("90 20 40 01"));
}

TEST(Vp8, TellsTheSizeOfKeyFrames) {
  // 640 by 360; the width is scaled.
  EXPECT_EQ(vp8_picture_size(from_hex("10 100200 9D012A 8042 6801")), (PictureSize{640, 360}));
  EXPECT_FALSE(vp8_picture_size(from_hex("10 110200 9D012A 8042 6801")));
  EXPECT_FALSE(vp8_picture_size(from_hex("10 100200 9D012B 8042 6801")));
  EXPECT_FALSE(vp8_picture_size(from_hex("10 100200 9D012A 8042 68")));
}

RC_GTEST_PROP(Vp8, WhatIsRewrittenReadsAsWritten, (Buffer payload, std::uint16_t id, std::uint8_t index)) {
  if (payload.size() > 2) payload[0] |= 0x80, payload[1] |= 0xC0;
  const auto before = read_vp8(payload);
  if (!before) return;
  rewrite_vp8(payload, *before, id, index);
  const auto after = read_vp8(payload);
  RC_ASSERT(after.has_value());
  RC_ASSERT(after->size == before->size && after->temporal_layer == before->temporal_layer);
  RC_ASSERT(after->has_long_picture_id == before->has_long_picture_id);
  if (before->picture_id)
    RC_ASSERT(*after->picture_id == (id & (before->has_long_picture_id ? 0x7FFF : 0x7F)));
  if (before->base_index) RC_ASSERT(*after->base_index == index);
}

}  // namespace
}  // namespace vtp::rtc
