#include "rtc/payload/dependency_descriptor.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bit_writer.h"

namespace vtp::rtc {
namespace {

using Indication = DecodeTargetIndication;

BitWriter descriptor(bool is_start, bool is_end, std::uint32_t template_id, std::uint32_t number) {
  return BitWriter().add(is_start, 1).add(is_end, 1).add(template_id, 6).add(number, 16);
}

/// One spatial layer, two temporal ones, as a browser's L1T2: the key frame, then even and odd frames. The
/// first template has the id 62, so that ids wrap.
BitWriter& add_structure(BitWriter& writer) {
  writer.add(62, 6).add(1, 5);           // two decode targets
  writer.add(0, 2).add(1, 2).add(3, 2);  // templates of layers 0, 0, 1
  writer.add(0b1010, 4);                 // key frame: switching for both
  writer.add(0b1111, 4);                 // required for both
  writer.add(0b0001, 4);                 // not there for the lower, discardable for the higher
  writer.add(0, 1).add(1, 1).add(1, 4).add(0, 1).add(1, 1).add(0, 4).add(0, 1);  // differences
  writer.add(0b10, 2);                                                           // one chain, of at most two
  for (int i = 0; i < 3; ++i) writer.add(0, 4);  // by which both targets are protected, in no bits
  return writer.add(1, 1).add(639, 16).add(359, 16);
}

Buffer key_frame(std::uint32_t number = 1) {
  auto writer = descriptor(true, false, 62, number);
  writer.add(0b10000, 5);
  return add_structure(writer).bytes();
}

TEST(DependencyDescriptor, ReadsAKeyFrameAndWhatFollows) {
  DependencyDescriptorReader reader;
  EXPECT_FALSE(reader.read(descriptor(true, true, 62, 0).bytes())) << "no structure yet";
  const auto key = reader.read(key_frame());
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->is_frame_start);
  EXPECT_FALSE(key->is_frame_end);
  EXPECT_TRUE(key->has_structure);
  EXPECT_EQ(key->frame_number, 1);
  EXPECT_EQ(key->temporal_layer, 0);
  EXPECT_EQ(key->indications[1], Indication::switching);

  const auto& structure = reader.structure();
  ASSERT_TRUE(structure);
  EXPECT_EQ(structure->template_count, 3U);
  EXPECT_EQ(structure->target_count, 2U);
  EXPECT_EQ(structure->chain_count, 1U);
  EXPECT_EQ(structure->spatial_layers, 1U);
  EXPECT_EQ(structure->sizes[0], (PictureSize{640, 360}));
  EXPECT_EQ(structure->layers_of(0).temporal, 0);
  EXPECT_EQ(structure->layers_of(1).temporal, 1);

  const auto odd = reader.read(descriptor(true, true, 0, 2).bytes());
  ASSERT_TRUE(odd);
  EXPECT_FALSE(odd->has_structure);
  EXPECT_EQ(odd->temporal_layer, 1);
  EXPECT_EQ(odd->indications[0], Indication::not_present);
  EXPECT_FALSE(reader.read(descriptor(true, true, 1, 3).bytes())) << "no such template";
}

TEST(DependencyDescriptor, FramesMayDifferFromTheirTemplate) {
  DependencyDescriptorReader reader;
  ASSERT_TRUE(reader.read(key_frame()));
  auto writer = descriptor(true, true, 63, 2);
  writer.add(0b01111, 5).add(0b01, 2);   // active targets, and all three kinds of field of its own
  writer.add(0b1101, 4);                 // indications
  writer.add(1, 2).add(5, 4).add(0, 2);  // differences
  writer.add(9, 8);                      // chain
  const auto frame = reader.read(writer.bytes());
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->active_targets, 1U);
  EXPECT_EQ(frame->indications[0], Indication::required);
  EXPECT_EQ(frame->indications[1], Indication::discardable);
}

TEST(DependencyDescriptor, WhatIsCutShortChangesNothing) {
  const auto whole = key_frame();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    DependencyDescriptorReader reader;
    EXPECT_FALSE(reader.read(Bytes(whole).first(size))) << size;
    EXPECT_FALSE(reader.structure());
  }
}

TEST(DependencyDescriptor, RefusesLayersWithoutEnd) {
  auto temporal = descriptor(true, true, 0, 0);
  temporal.add(0b10000, 5).add(0, 6).add(0, 5);
  auto spatial = temporal;
  for (int i = 0; i < 100; ++i) temporal.add(1, 2), spatial.add(2, 2);
  DependencyDescriptorReader reader;
  EXPECT_FALSE(reader.read(temporal.bytes()));
  EXPECT_FALSE(reader.read(spatial.bytes()));
}

RC_GTEST_PROP(DependencyDescriptor, SurvivesAnyBytes, (const std::vector<Buffer>& values)) {
  DependencyDescriptorReader reader;
  static_cast<void>(reader.read(key_frame()));
  for (auto value : values) {
    if (!value.empty()) value[0] |= 0x3E;  // often one of the templates
    static_cast<void>(reader.read(value));
  }
  RC_ASSERT(reader.structure()->template_count <= DependencyStructure::most_templates);
}

}  // namespace
}  // namespace vtp::rtc
