#include "sfu/bandwidth/rate_control.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

class DelayRateControlTest : public ::testing::Test {
 protected:
  void feed(DelaySignal signal, std::int64_t acknowledged, rtc::Duration duration) {
    for (const auto end = now_ + duration; now_ < end; now_ += 50ms)
      control_.update(signal, acknowledged, now_);
  }

  DelayRateControl control_{{.start = 1'000'000, .floor = 100'000, .ceiling = 5'000'000}};
  rtc::Instant now_{1s};
};

TEST_F(DelayRateControlTest, GrowsByEightPercentASecond) {
  feed(DelaySignal::normal, 1'200'000, 3050ms);
  EXPECT_NEAR(static_cast<double>(control_.rate()), 1'000'000 * 1.08 * 1.08 * 1.08, 5000);
}

TEST_F(DelayRateControlTest, GrowsNotFarBeyondWhatArrives) {
  feed(DelaySignal::normal, 1'000'000, 60s);
  EXPECT_EQ(control_.rate(), 1'210'000);
  feed(DelaySignal::normal, 100'000, 60s);
  EXPECT_EQ(control_.rate(), 1'210'000) << "but what was believed is not forgotten";
}

TEST_F(DelayRateControlTest, BacksOffToLessThanArrives) {
  EXPECT_TRUE(control_.update(DelaySignal::overuse, 900'000, now_));
  EXPECT_EQ(control_.rate(), 765'000);
  EXPECT_FALSE(control_.update(DelaySignal::overuse, 700'000, now_ + 50ms))
      << "it takes a round trip to show";
  EXPECT_EQ(control_.rate(), 765'000);
  EXPECT_TRUE(control_.update(DelaySignal::overuse, 300'000, now_ + 100ms)) << "far from enough";
  EXPECT_EQ(control_.rate(), 255'000);
}

TEST_F(DelayRateControlTest, WaitsWhileTheQueueEmpties) {
  control_.update(DelaySignal::overuse, 900'000, now_);
  feed(DelaySignal::underuse, 900'000, 5s);
  EXPECT_EQ(control_.rate(), 765'000);
}

TEST_F(DelayRateControlTest, GoesSlowlyWhereItWasFullBefore) {
  control_.update(DelaySignal::overuse, 1'000'000, now_);
  control_.set_rate(950'000);
  const auto before = control_.rate();
  feed(DelaySignal::normal, 990'000, 2s);
  EXPECT_LT(control_.rate() - before, 80'000) << "8 % would be more than 150,000 in that time";
  EXPECT_GT(control_.rate(), before);
}

TEST_F(DelayRateControlTest, KeepsItsBounds) {
  feed(DelaySignal::normal, 50'000'000, 60s);
  EXPECT_EQ(control_.rate(), 5'000'000);
  control_.update(DelaySignal::overuse, 1, now_);
  EXPECT_EQ(control_.rate(), 100'000);
}

}  // namespace
}  // namespace vtp::sfu
