#include "sfu/bandwidth/rate_meter.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

class RateMeterTest : public ::testing::Test {
 protected:
  /// 1,000 bytes each millisecond: 8 Mbit/s.
  void feed(rtc::Duration duration) {
    for (const auto end = now_ + duration; now_ < end; now_ += 1ms) meter_.add(now_, 1000);
  }

  RateMeter meter_;
  rtc::Duration now_{12'345ms};
};

TEST_F(RateMeterTest, SaysNothingTooSoon) {
  EXPECT_EQ(meter_.bits_per_second(), std::nullopt);
  feed(140ms);
  EXPECT_EQ(meter_.bits_per_second(), std::nullopt);
  feed(60ms);
  EXPECT_NEAR(static_cast<double>(*meter_.bits_per_second()), 8'000'000, 1'100'000);
}

TEST_F(RateMeterTest, MeasuresTheLastHalfSecond) {
  feed(2s);
  EXPECT_EQ(meter_.bits_per_second(), 8'000'000);
  for (int i = 0; i < 600; ++i, now_ += 1ms) meter_.add(now_, 250);
  EXPECT_EQ(meter_.bits_per_second(), 2'000'000);
}

TEST_F(RateMeterTest, SilenceCountsIfAskedFor) {
  feed(1s);
  EXPECT_EQ(meter_.bits_per_second(), 8'000'000);
  EXPECT_NEAR(static_cast<double>(*meter_.bits_per_second(now_ + 250ms)), 4'000'000, 500'000);
  EXPECT_EQ(meter_.bits_per_second(now_ + 10s), 0);
}

TEST_F(RateMeterTest, TakesWhatComesLateAndIgnoresWhatComesTooLate) {
  feed(1s);
  meter_.add(now_ - 100ms, 50'000);
  const auto with = *meter_.bits_per_second();
  EXPECT_GT(with, 8'500'000);
  meter_.add(now_ - 900ms, 50'000);
  EXPECT_EQ(meter_.bits_per_second(), with);
}

TEST_F(RateMeterTest, BeginsAnewAfterSilence) {
  feed(1s);
  now_ += 5s;
  feed(700ms);
  EXPECT_EQ(meter_.bits_per_second(), 8'000'000);
}

}  // namespace
}  // namespace vtp::sfu
