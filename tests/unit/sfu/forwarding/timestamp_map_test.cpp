#include "sfu/forwarding/timestamp_map.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

TEST(TimestampMap, LeavesTheFirstSourceAsItIs) {
  TimestampMap map(90'000);
  EXPECT_TRUE(map.begin(5000, std::nullopt, Instant(1s)));
  EXPECT_EQ(map.forward(5000, Instant(1s)), 5000U);
  EXPECT_EQ(map.forward(8000, Instant(1s + 33ms)), 8000U);
  EXPECT_EQ(map.forward(5000, Instant(1s + 34ms)), 5000U) << "a straggler";
}

TEST(TimestampMap, GoesOnWhereTheClocksSaySo) {
  TimestampMap map(90'000);
  map.begin(5000, std::nullopt, Instant(1s));
  map.forward(5000, Instant(1s));
  EXPECT_TRUE(map.begin(900'000, 8000, Instant(1s + 40ms)));
  EXPECT_EQ(map.forward(900'000, Instant(1s + 40ms)), 8000U);
  EXPECT_EQ(map.forward(903'000, Instant(1s + 73ms)), 11'000U);
}

TEST(TimestampMap, PushesAPictureBehindTheLastOne) {
  TimestampMap map(90'000);
  map.begin(5000, std::nullopt, Instant(1s));
  map.forward(5000, Instant(1s));
  EXPECT_TRUE(map.begin(900'000, 5000, Instant(1s + 10ms))) << "the same picture in another encoding";
  EXPECT_EQ(map.forward(900'000, Instant(1s + 10ms)), 5001U);
  EXPECT_FALSE(map.begin(100, 900'000 - 6751, Instant(1s + 10ms))) << "more than 75 ms behind";
  EXPECT_EQ(map.forward(903'000, Instant(1s + 40ms)), 8001U) << "nothing has changed";
}

TEST(TimestampMap, PushesDoNotAddUp) {
  TimestampMap map(90'000);
  map.begin(5000, std::nullopt, Instant(1s));
  map.forward(5000, Instant(1s));
  for (std::uint32_t i = 0; i < 20; ++i) {
    const auto time = Instant(1s + 40ms * i);
    // The same picture twice, in two encodings of which the second is at 0 when the first is at 5000.
    ASSERT_TRUE(map.begin(i * 3600, 5000 + i * 3600, time));
    map.forward(i * 3600, time);
    ASSERT_TRUE(map.begin(5000 + i * 3600, i * 3600, time));
    EXPECT_LE(map.forward(5000 + i * 3600, time), 5000 + i * 3600 + 2);
  }
}

TEST(TimestampMap, DoesNotBelieveClocksThatJump) {
  TimestampMap map(90'000);
  map.begin(5000, std::nullopt, Instant(1s));
  map.forward(5000, Instant(1s));
  EXPECT_TRUE(map.begin(100, 5000 + 900'000, Instant(1s + 100ms)));
  EXPECT_EQ(map.forward(100, Instant(1s + 100ms)), 5000U + 9000);
  EXPECT_TRUE(map.begin(700'000, 14'000 - 5 * 90'000, Instant(1s + 200ms))) << "else it would wait for ever";
  EXPECT_EQ(map.forward(700'000, Instant(1s + 200ms)), 14'000U + 9000);
}

TEST(TimestampMap, WithoutClocksItGoesByTime) {
  TimestampMap map(48'000);
  map.begin(0xFFFFFFF0, std::nullopt, Instant(1s));
  map.forward(0xFFFFFFF0, Instant(1s));
  EXPECT_TRUE(map.begin(7, std::nullopt, Instant(2s)));
  EXPECT_EQ(map.forward(7, Instant(2s)), 0xFFFFFFF0U + 48'000U);
}

}  // namespace
}  // namespace vtp::sfu
