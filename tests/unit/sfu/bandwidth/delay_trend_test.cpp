#include "sfu/bandwidth/delay_trend.h"

#include <random>

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Duration;
using rtc::Instant;

TEST(ArrivalGroups, JoinsWhatWasSentInOneBurst) {
  ArrivalGroups groups;
  const Instant sent(1s);
  EXPECT_FALSE(groups.add(sent, 100ms));
  EXPECT_FALSE(groups.add(sent + 1ms, 101ms));
  EXPECT_FALSE(groups.add(sent + 20ms, 125ms)) << "nothing went before the first";
  EXPECT_FALSE(groups.add(sent + 21ms, 126ms));
  const auto change = groups.add(sent + 40ms, 140ms);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->sent, 20ms);
  EXPECT_EQ(change->arrived, 25ms);
  EXPECT_EQ(change->at, 126ms);
}

TEST(ArrivalGroups, JoinsWhatWasHeldUpTogether) {
  ArrivalGroups groups;
  const Instant sent(1s);
  groups.add(sent, 100ms);
  groups.add(sent + 20ms, 120ms);
  EXPECT_FALSE(groups.add(sent + 40ms, 121ms)) << "it came with the one before";
  const auto change = groups.add(sent + 60ms, 160ms);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->sent, 40ms);
  EXPECT_EQ(change->arrived, 21ms);
}

TEST(ArrivalGroups, ForgetsAfterSilenceAndIgnoresTheOvertaken) {
  ArrivalGroups groups;
  const Instant sent(1s);
  groups.add(sent, 100ms);
  groups.add(sent + 20ms, 120ms);
  EXPECT_FALSE(groups.add(sent + 10ms, 131ms));
  EXPECT_FALSE(groups.add(sent + 4s, 4100ms));
  EXPECT_FALSE(groups.add(sent + 4020ms, 4120ms));
  EXPECT_TRUE(groups.add(sent + 4040ms, 4140ms));
}

class DelayTrendTest : public ::testing::Test {
 protected:
  /// Groups each 20 ms, each of which takes `more` longer than the one before. True if `signal` came.
  bool run(Duration more, int groups, DelaySignal signal) {
    bool has_come = false;
    for (int i = 0; i < groups; ++i) {
      at_ += 20ms + more;
      trend_.add({.sent = 20ms, .arrived = 20ms + more, .at = at_});
      has_come = has_come || trend_.signal() == signal;
    }
    return has_come;
  }

  DelayTrend trend_;
  Duration at_{5s};
};

TEST_F(DelayTrendTest, SeesAQueueGrowAndShrink) {
  EXPECT_FALSE(run(0us, 50, DelaySignal::overuse));
  EXPECT_TRUE(run(2ms, 30, DelaySignal::overuse));
  EXPECT_TRUE(run(-2ms, 30, DelaySignal::underuse));
  run(0us, 60, DelaySignal::normal);
  EXPECT_EQ(trend_.signal(), DelaySignal::normal);
}

TEST_F(DelayTrendTest, NoiseIsNoQueue) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> noise(-8000, 8000);
  int before = 0;
  int overuses = 0;
  for (int i = 0; i < 3000; ++i) {
    const int now = noise(random);
    at_ += 20ms;
    trend_.add({.sent = 20ms, .arrived = 20ms + Duration(now - before), .at = at_});
    before = now;
    if (trend_.signal() == DelaySignal::overuse) ++overuses;
  }
  EXPECT_LE(overuses, 30) << "of 3,000";
}

TEST_F(DelayTrendTest, ASingleJumpIsNoQueue) {
  run(0us, 100, DelaySignal::overuse);
  EXPECT_FALSE(run(3ms, 1, DelaySignal::overuse));
  EXPECT_FALSE(run(0us, 100, DelaySignal::overuse));
}

}  // namespace
}  // namespace vtp::sfu
