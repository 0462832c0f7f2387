#include "rtc/payload/h264.h"

#include <gtest/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

TEST(H264, ReadsSingleUnits) {
  EXPECT_TRUE(read_h264(from_hex("67 42C01F"))->is_key_frame());
  const auto idr = read_h264(from_hex("65 88"));
  ASSERT_TRUE(idr);
  EXPECT_TRUE(idr->has_idr_start);
  EXPECT_FALSE(idr->is_key_frame()) << "its parameters are elsewhere";
  const auto slice = read_h264(from_hex("41 9A"));
  ASSERT_TRUE(slice);
  EXPECT_TRUE(slice->has_slice_start);
  EXPECT_FALSE(slice->has_idr_start);
  EXPECT_FALSE(read_h264(from_hex("68 CE"))->is_key_frame());
}

TEST(H264, ReadsAggregates) {
  const auto aggregate = read_h264(from_hex("78 0003 6742C0 0002 68CE 0002 6588"));
  ASSERT_TRUE(aggregate);
  EXPECT_TRUE(aggregate->is_key_frame());
  EXPECT_TRUE(aggregate->has_idr_start);
}

TEST(H264, ReadsTheFirstFragmentOnly) {
  EXPECT_TRUE(read_h264(from_hex("7C 85 88"))->has_idr_start);
  EXPECT_FALSE(read_h264(from_hex("7C 05 88"))->has_idr_start);
  EXPECT_FALSE(read_h264(from_hex("7C 45 88"))->has_idr_start);
  EXPECT_TRUE(read_h264(from_hex("5C 81 88"))->has_slice_start);
}

TEST(H264, RefusesWhatIsMalformed) {
  for (const auto* hex : {"", "60", "7C", "7D 85", "79 00", "78 0003 6742", "78 0000", "78 00"})
    EXPECT_FALSE(read_h264(from_hex(hex))) << hex;
}

}  // namespace
}  // namespace vtp::rtc
