#include "sfu/bandwidth/send_side_estimator.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/sfu/simulated_link.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

constexpr std::int64_t megabit = 1'000'000;

/// A sender that always has as much as the estimate allows, in packets of 1,200 bytes.
class SendSideEstimatorTest : public ::testing::Test {
 protected:
  struct Span {
    std::int64_t lowest = INT64_MAX;
    std::int64_t highest = 0;
    double mean = 0;      // of the estimate, bit/s
    double received = 0;  // bit/s
    rtc::Duration longest_queue{};
  };

  void use(LinkShape shape, unsigned seed = 1) { viewer_.emplace(shape, seed); }

  /// `most`: the source has no more than that, in bit/s.
  Span run(rtc::Duration duration, std::int64_t most = INT64_MAX) {
    Span span;
    const auto received_before = viewer_->received;
    std::int64_t count = 0;
    for (const auto end = now_ + duration; now_ < end; now_ += 1ms, ++count) {
      credit_ += static_cast<double>(std::min(estimator_.estimate(), most)) / 8 / 1000;
      for (; credit_ >= 1200; credit_ -= 1200) estimator_.on_sent(viewer_->send(1200, now_), 1200, now_);
      viewer_->advance(now_,
                       [&](const rtc::ArrivalFeedback& feedback) { estimator_.on_feedback(feedback, now_); });
      if (now_ >= estimator_.deadline()) estimator_.on_time(now_);
      const auto estimate = estimator_.estimate();
      span.lowest = std::min(span.lowest, estimate);
      span.highest = std::max(span.highest, estimate);
      span.mean += static_cast<double>(estimate);
      span.longest_queue = std::max(span.longest_queue, viewer_->link.queued(now_));
    }
    span.mean /= static_cast<double>(count);
    span.received = static_cast<double>(viewer_->received - received_before) * 8 /
                    std::chrono::duration<double>(duration).count();
    return span;
  }

  SendSideEstimator estimator_;
  std::optional<SimulatedViewer> viewer_;
  Instant now_{10s};
  double credit_ = 0;
};

TEST_F(SendSideEstimatorTest, FindsWhatTheWayCarries) {
  for (const auto capacity : {megabit, 3 * megabit, 8 * megabit}) {
    SCOPED_TRACE(capacity);
    estimator_ = SendSideEstimator();
    use({.capacity = capacity});
    run(40s);
    const auto span = run(60s);
    const auto full = static_cast<double>(capacity);
    EXPECT_GE(span.mean, 0.8 * full);
    EXPECT_LE(span.mean, full);
    EXPECT_GE(span.received, 0.8 * full);
    EXPECT_GE(static_cast<double>(span.lowest), 0.65 * full) << "it swings no further";
    EXPECT_LE(static_cast<double>(span.highest), 1.25 * full);
    EXPECT_LE(span.longest_queue, 200ms);
  }
}

TEST_F(SendSideEstimatorTest, BacksOffWithinASecondAndComesBack) {
  use({.capacity = 3 * megabit});
  run(40s);
  viewer_->link.shape.capacity = megabit;
  run(1s);
  EXPECT_LE(estimator_.estimate(), 1.1 * megabit);
  EXPECT_TRUE(estimator_.is_congested(now_));
  const auto low = run(20s);
  EXPECT_GE(low.received, 0.75 * megabit);
  viewer_->link.shape.capacity = 3 * megabit;
  run(30s);
  const auto high = run(20s);
  EXPECT_GE(high.received, 0.8 * 3 * megabit);
}

TEST_F(SendSideEstimatorTest, ChanceLossIsNoCongestion) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    SCOPED_TRACE(seed);
    estimator_ = SendSideEstimator();
    use({.capacity = 3 * megabit, .loss = 0.02}, seed);
    run(40s);
    EXPECT_GE(run(60s).received, 0.75 * 3 * megabit);
  }
}

TEST_F(SendSideEstimatorTest, JitterIsNoCongestion) {
  for (const auto jitter : {rtc::Duration(10ms), rtc::Duration(30ms)}) {
    SCOPED_TRACE(jitter.count());
    estimator_ = SendSideEstimator();
    use({.capacity = 3 * megabit, .jitter = jitter});
    run(40s);
    const auto span = run(60s);
    EXPECT_GE(span.received, 0.7 * 3 * megabit);
    EXPECT_LE(static_cast<double>(span.highest), 1.3 * 3 * megabit);
  }
}

TEST_F(SendSideEstimatorTest, MuchLossWithoutDelayBoundsTheRate) {
  // A policer: no queue worth speaking of.
  use({.capacity = 2 * megabit, .queue = 3ms});
  run(60s);
  const auto span = run(30s);
  EXPECT_LE(span.mean, 1.5 * 2 * megabit);
  EXPECT_GE(span.received, 0.7 * 2 * megabit);
}

TEST_F(SendSideEstimatorTest, DoesNotBelieveInWhatWasNeverSent) {
  use({.capacity = 10 * megabit});
  run(60s, 300'000);
  EXPECT_LE(estimator_.estimate(), 810'000) << "the start value, no more";
  EXPECT_GE(estimator_.estimate(), 300'000);
  EXPECT_NEAR(static_cast<double>(estimator_.delivered(now_)), 300'000, 30'000);
}

TEST_F(SendSideEstimatorTest, SilenceOfTheViewerMeansThatNothingArrives) {
  use({.capacity = 3 * megabit});
  run(40s);
  const auto before = estimator_.estimate();
  viewer_->is_silent = true;
  run(2500ms);
  EXPECT_LE(estimator_.estimate(), before / 2);
  EXPECT_FALSE(estimator_.has_feedback(now_));
  run(20s);
  EXPECT_EQ(estimator_.estimate(), 64'000) << "the floor";
}

TEST_F(SendSideEstimatorTest, SilenceAboutNothingIsNoSign) {
  use({.capacity = 3 * megabit});
  run(10s);
  viewer_->is_silent = true;
  run(200ms);
  const auto before = estimator_.estimate();
  now_ += 1s;  // in which nothing is sent
  estimator_.on_time(now_);
  const auto halved = estimator_.estimate();
  EXPECT_LE(halved, before / 2);
  EXPECT_EQ(estimator_.deadline(), rtc::never);
  now_ += 10s;
  EXPECT_EQ(estimator_.estimate(), halved);
  EXPECT_TRUE(estimator_.has_feedback(now_)) << "or no probe would ever find the way again";
}

TEST_F(SendSideEstimatorTest, WhatTheReceiverEstimatesCountsWithoutFeedback) {
  EXPECT_FALSE(estimator_.has_measured());
  EXPECT_EQ(estimator_.estimate(), 800'000);
  EXPECT_EQ(estimator_.deadline(), rtc::never);
  estimator_.on_receiver_estimate(2'000'000, now_);
  EXPECT_EQ(estimator_.estimate(), 2'000'000);
  EXPECT_TRUE(estimator_.has_measured());
  estimator_.on_receiver_estimate(500'000'000, now_);
  EXPECT_EQ(estimator_.estimate(), 20'000'000) << "the ceiling";
  for (int i = 0; i < 20; ++i) estimator_.on_loss(0.5, now_ += 1s);
  EXPECT_EQ(estimator_.estimate(), 64'000) << "losses bound it nevertheless";
}

TEST_F(SendSideEstimatorTest, GrowsByReceiverReportsAlone) {
  for (int i = 0; i < 400; ++i, now_ += 50ms) {
    estimator_.on_sent_unnumbered(static_cast<std::uint32_t>(estimator_.estimate() / 8 / 20), now_);
    if (i % 20 == 0) estimator_.on_loss(0, now_);
  }
  EXPECT_GT(estimator_.estimate(), 1'500'000);
  now_ += 1s;
  const auto grown = estimator_.estimate();
  for (int i = 0; i < 200; ++i, now_ += 50ms) {
    estimator_.on_sent_unnumbered(100, now_);
    if (i % 20 == 0) estimator_.on_loss(0, now_);
  }
  EXPECT_EQ(estimator_.estimate(), grown) << "nothing more was sent";
}

TEST_F(SendSideEstimatorTest, FeedbackOnPacketsThatWereNeverSentChangesNothing) {
  use({});
  for (int i = 0; i < 100; ++i, now_ += 10ms) {
    viewer_->send(1200, now_);  // the estimator does not know of it
    viewer_->advance(now_,
                     [&](const rtc::ArrivalFeedback& feedback) { estimator_.on_feedback(feedback, now_); });
  }
  EXPECT_EQ(estimator_.estimate(), 800'000);
  EXPECT_FALSE(estimator_.has_measured());
}

}  // namespace
}  // namespace vtp::sfu
