#include "sfu/bandwidth/loss_control.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

class LossControlTest : public ::testing::Test {
 protected:
  /// `percent` of 100 packets, once in half a second.
  void lose(int percent, int times) {
    for (int i = 0; i < times; ++i) {
      now_ += 500ms;
      control_.count(percent, 100 - percent);
      control_.update(rate_, 100ms, now_);
    }
  }

  LossControl control_;
  rtc::Instant now_{1s};
  std::int64_t rate_ = 1'000'000;
};

TEST_F(LossControlTest, BoundsAfterMuchLossOnly) {
  lose(0, 5);
  lose(9, 20);
  EXPECT_EQ(control_.bound(), std::nullopt);
  EXPECT_DOUBLE_EQ(control_.fraction(), 0.09);
  lose(20, 1);
  EXPECT_EQ(control_.bound(), 900'000);
  lose(5, 10);
  EXPECT_EQ(control_.bound(), 900'000) << "neither much nor little";
}

TEST_F(LossControlTest, GrowsAndGoesAway) {
  lose(0, 1);
  lose(30, 2);
  ASSERT_TRUE(control_.bound());
  EXPECT_LT(*control_.bound(), 800'000);
  lose(1, 30);
  EXPECT_EQ(control_.bound(), std::nullopt);
}

TEST_F(LossControlTest, JudgesLotsThatMeanSomething) {
  control_.count(0, 1);
  control_.update(rate_, 100ms, now_);
  for (int i = 0; i < 10; ++i) {
    control_.count(1, 2);
    control_.update(rate_, 100ms, now_ += 20ms);
  }
  EXPECT_EQ(control_.bound(), std::nullopt) << "31 packets";
  control_.count(3, 6);
  control_.update(rate_, 100ms, now_ += 20ms);
  EXPECT_TRUE(control_.bound());
}

TEST_F(LossControlTest, AProbeThatWentThroughLiftsIt) {
  lose(0, 1);
  lose(50, 3);
  ASSERT_LT(*control_.bound(), 500'000);
  control_.lift(800'000);
  EXPECT_EQ(control_.bound(), 800'000);
  control_.lift(500'000);
  EXPECT_EQ(control_.bound(), 800'000);
}

TEST_F(LossControlTest, WhatComesAfterAllIsTakenBack) {
  lose(0, 1);
  control_.count(40, 60);
  control_.count(-40, 40);
  control_.update(rate_, 100ms, now_ += 500ms);
  EXPECT_EQ(control_.bound(), std::nullopt);
  EXPECT_EQ(control_.fraction(), 0);
}

}  // namespace
}  // namespace vtp::sfu
