#include "live/recording/quickest_way.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

RC_GTEST_PROP(QuickestWay, IsTheSmallestOffsetOfTheLastHalfMinute, ()) {
  const auto offsets = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000));
  QuickestWay way;
  RC_ASSERT(way.is_empty());
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const auto smallest =
        *std::min_element(offsets.begin() + static_cast<std::ptrdiff_t>(i < 10 ? 0 : i - 10),
                          offsets.begin() + static_cast<std::ptrdiff_t>(i + 1));
    RC_ASSERT(way.add(rtc::Instant(3s * i), offsets[i] * 1ms) == smallest * 1ms);
    RC_ASSERT(way.offset() == smallest * 1ms);
  }
}

TEST(QuickestWay, BeginsAnew) {
  QuickestWay way;
  way.add(rtc::Instant(1s), 5ms);
  way.clear();
  EXPECT_TRUE(way.is_empty());
  EXPECT_EQ(way.add(rtc::Instant(2s), 9ms), 9ms);
}

}  // namespace
}  // namespace vtp::live
