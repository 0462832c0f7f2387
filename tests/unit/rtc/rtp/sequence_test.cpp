#include "rtc/rtp/sequence.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::rtc {
namespace {

TEST(Sequence, IsNewerAcrossTheWrap) {
  EXPECT_TRUE(is_newer<std::uint16_t>(1, 0));
  EXPECT_TRUE(is_newer<std::uint16_t>(0, 65535));
  EXPECT_FALSE(is_newer<std::uint16_t>(65535, 0));
  EXPECT_FALSE(is_newer<std::uint16_t>(7, 7));
  EXPECT_TRUE(is_newer<std::uint16_t>(32767, 0));
  EXPECT_FALSE(is_newer<std::uint16_t>(32768, 0));
  EXPECT_FALSE(is_newer<std::uint16_t>(0, 32768));
  EXPECT_TRUE(is_newer<std::uint32_t>(5, 0xFFFFFFF0U));
}

TEST(Unwrapper, GoesOnInBothDirections) {
  Unwrapper<16> unwrapper;
  EXPECT_EQ(unwrapper.unwrap(65530), 65530);
  EXPECT_EQ(unwrapper.unwrap(2), 65538);
  EXPECT_EQ(unwrapper.peek(65535), 65535);
  EXPECT_EQ(unwrapper.unwrap(65535), 65535);
  EXPECT_EQ(unwrapper.unwrap(1), 65537);
  Unwrapper<16> from_zero;
  EXPECT_EQ(from_zero.unwrap(0), 0);
  EXPECT_EQ(from_zero.unwrap(65535), -1);
}

RC_GTEST_PROP(Unwrapper, FollowsAnyWalkOfSmallSteps, (std::uint32_t start, const std::vector<int>& steps)) {
  Unwrapper<24> unwrapper;
  std::int64_t place = start & 0xFFFFFFU;
  unwrapper.unwrap(static_cast<std::uint32_t>(place));
  for (const int step : steps) {
    place += step % 0x7FFFFF;
    const auto number = static_cast<std::uint32_t>(place & 0xFFFFFF);
    RC_ASSERT(unwrapper.peek(number) == place);
    RC_ASSERT(unwrapper.unwrap(number) == place);
  }
}

}  // namespace
}  // namespace vtp::rtc
