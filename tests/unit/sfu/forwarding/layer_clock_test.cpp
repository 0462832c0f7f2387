#include "sfu/forwarding/layer_clock.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

TEST(LayerClock, TranslatesByTheWallClock) {
  const LayerClock low{.wall = rtc::to_ntp(Timestamp(100s)), .timestamp = 1000};
  const LayerClock high{.wall = rtc::to_ntp(Timestamp(101s)), .timestamp = 0xFFFFFFFF};
  // High's report is a second later than low's, and this packet half a second later than that.
  EXPECT_EQ(translate(0xFFFFFFFFU + 45'000, high, low, 90'000), 1000U + 135'000);
  EXPECT_EQ(translate(1000, low, high, 90'000), 0xFFFFFFFFU - 90'000);
}

RC_GTEST_PROP(LayerClock, ThereAndBackIsTheSame,
              (std::uint32_t a, std::uint32_t b, std::uint32_t timestamp)) {
  const auto wall = [](int micros) { return rtc::to_ntp(Timestamp(std::chrono::microseconds(micros))); };
  const LayerClock first{.wall = wall(*rc::gen::inRange(0, 9'000'000)), .timestamp = a};
  const LayerClock second{.wall = wall(*rc::gen::inRange(0, 9'000'000)), .timestamp = b};
  const auto back = translate(translate(timestamp, first, second, 90'000), second, first, 90'000);
  RC_ASSERT(std::abs(static_cast<std::int32_t>(back - timestamp)) <= 3);  // of rounding
}

}  // namespace
}  // namespace vtp::sfu
