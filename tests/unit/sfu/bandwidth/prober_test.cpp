#include "sfu/bandwidth/prober.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

class ProberTest : public ::testing::Test {
 protected:
  /// Sends what is due until the cluster ends; gives the bytes.
  std::uint64_t send_cluster(std::uint32_t live_each_step = 0) {
    std::uint64_t bytes = 0;
    while (prober_.cluster()) {
      if (live_each_step > 0) prober_.on_sent(live_each_step);
      const auto due = prober_.due(now_);
      prober_.on_sent(due);
      bytes += due;
      if (prober_.cluster()) now_ = prober_.deadline();
    }
    return bytes;
  }
  void answer(double share) {
    const auto ended = prober_.take_ended();
    ASSERT_TRUE(ended);
    prober_.on_result(
        {.cluster = *ended, .sent = 1'000'000, .carried = static_cast<std::int64_t>(1'000'000 * share)},
        now_);
  }
  /// From now to the next cluster.
  rtc::Duration pause() {
    const auto begin = now_;
    while (!prober_.cluster() && now_ < begin + 2min) {
      now_ += 10ms;
      prober_.on_time(now_);
      prober_.update(wish_, now_);
    }
    return now_ - begin;
  }

  Prober prober_;
  Instant now_{1s};
  Prober::Situation wish_{.wanted = 3'000'000, .estimate = 1'000'000, .has_feedback = true};
};

TEST_F(ProberTest, TriesTwiceTheEstimateForFortyMilliseconds) {
  EXPECT_EQ(prober_.deadline(), rtc::never);
  prober_.update(wish_, now_);
  ASSERT_TRUE(prober_.cluster());
  EXPECT_EQ(prober_.deadline(), now_);
  EXPECT_EQ(send_cluster(), 2'000'000 / 8 * 40 / 1000);
  EXPECT_EQ(now_, Instant(1s + 40ms));
}

TEST_F(ProberTest, TriesNoMoreThanIsWanted) {
  wish_.wanted = 1'200'000;
  prober_.update(wish_, now_);
  EXPECT_EQ(send_cluster(), 1'200'000 / 8 * 40 / 1000);
}

TEST_F(ProberTest, WhatIsSentAnywayCounts) {
  prober_.update(wish_, now_);
  EXPECT_EQ(send_cluster(1000), 10'000 - 8 * 1000);
}

TEST_F(ProberTest, StepsThatComeLateAreNoBurst) {
  prober_.update(wish_, now_);
  EXPECT_EQ(prober_.due(now_ + 35ms), 2'000'000 / 8 * 15 / 1000);
}

TEST_F(ProberTest, DoesNothingWithoutReason) {
  auto idle = wish_;
  idle.wanted = idle.estimate;
  prober_.update(idle, now_);
  EXPECT_FALSE(prober_.cluster());
  idle = wish_;
  idle.is_congested = true;
  prober_.update(idle, now_);
  EXPECT_FALSE(prober_.cluster());
  idle = wish_;
  idle.has_feedback = false;
  prober_.update(idle, now_);
  EXPECT_FALSE(prober_.cluster());
  EXPECT_EQ(prober_.deadline(), rtc::never);
  EXPECT_EQ(prober_.due(now_), 0U);
}

TEST_F(ProberTest, TriesMoreSeldomTheMoreOftenItFails) {
  prober_.update(wish_, now_);
  std::vector<rtc::Duration> pauses;
  for (int i = 0; i < 7; ++i) {
    send_cluster();
    answer(0.5);
    pauses.push_back(pause());
  }
  EXPECT_EQ(pauses, (std::vector<rtc::Duration>{2s, 4s, 8s, 16s, 30s, 30s, 30s}));
  send_cluster();
  answer(1);
  EXPECT_EQ(pause(), 250ms) << "a success makes up for it";
}

TEST_F(ProberTest, NoAnswerIsAFailure) {
  prober_.update(wish_, now_);
  send_cluster();
  EXPECT_EQ(prober_.take_ended(), 1U);
  EXPECT_FALSE(prober_.take_ended());
  EXPECT_EQ(prober_.deadline(), now_ + 1s);
  prober_.on_result({.cluster = 77, .sent = 1, .carried = 1}, now_);
  EXPECT_EQ(pause(), 3s);
}

}  // namespace
}  // namespace vtp::sfu
