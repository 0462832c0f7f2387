#include "rtc/payload/av1.h"

#include <gtest/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

TEST(Av1, ReadsTheAggregationHeader) {
  const auto header = read_av1(from_hex("68 0A"));
  ASSERT_TRUE(header);
  EXPECT_TRUE(header->is_key_frame());
  EXPECT_TRUE(header->is_continued);
  EXPECT_FALSE(header->continues);
  EXPECT_EQ(header->elements, 2);
  EXPECT_TRUE(read_av1(from_hex("80 00"))->continues);
}

TEST(Av1, RefusesWhatMakesNoSense) {
  EXPECT_FALSE(read_av1({}));
  EXPECT_FALSE(read_av1(from_hex("08")));
  EXPECT_FALSE(read_av1(from_hex("88 00")));
}

}  // namespace
}  // namespace vtp::rtc
