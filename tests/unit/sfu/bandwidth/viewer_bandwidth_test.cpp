#include "sfu/bandwidth/viewer_bandwidth.h"

#include <array>

#include <gtest/gtest.h>

#include "sfu/bandwidth/allocation.h"
#include "support/sfu/simulated_link.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

constexpr std::int64_t megabit = 1'000'000;

/// A viewer of a teacher's camera in three qualities, a screen and a voice, as a room serves them: whole
/// frames 30 times a second, divided anew ten times a second.
class ViewerBandwidthTest : public ::testing::Test {
 protected:
  void use(LinkShape shape) { viewer_.emplace(shape, 3U); }

  void run(rtc::Duration duration) {
    for (const auto end = now_ + duration; now_ < end; now_ += 1ms) {
      const auto tick = now_.time_since_epoch() / 1ms;
      if (tick % 20 == 0) send(100);
      if (tick % 33 == 0) send_frames();
      viewer_->advance(now_,
                       [&](const rtc::ArrivalFeedback& feedback) { bandwidth_.on_feedback(feedback, now_); });
      if (tick % 100 == 0) divide();
      if (now_ >= bandwidth_.deadline()) bandwidth_.on_time(now_);
      for (auto padding = bandwidth_.padding(now_); padding > 0;) {
        const auto size = std::min(padding, 1200U);
        padding -= size;
        padding_ += size;
        send(size);
      }
      longest_queue_ = std::max(longest_queue_, viewer_->link.queued(now_));
    }
  }

  void send(std::uint32_t bytes) { bandwidth_.on_sent(viewer_->send(bytes, now_), bytes, now_); }

  void send_frames() {
    for (const auto& given : given_) {
      if (!given.layers) continue;
      for (auto bytes = given.bits_per_second / 8 / 30; bytes > 0; bytes -= 1200)
        send(static_cast<std::uint32_t>(std::min<std::int64_t>(bytes, 1200)));
    }
  }

  void divide() {
    std::array<Demand, 2> demands{
        Demand{.standing = Standing::teacher,
               .order = 1,
               .bitrates = {{{60'000, 90'000, 150'000},
                             {200'000, 300'000, 500'000},
                             {700'000, 1'100'000, 1'700'000}}}},
        Demand{.standing = Standing::screen,
               .priority = 200,
               .order = 2,
               .bitrates = {{{200'000, 400'000}, {600'000, 1'000'000}}}},
    };
    for (std::size_t i = 0; i < demands.size(); ++i) {
      demands[i].current = given_[i].layers;
      demands[i].is_held = holds_[i].is_held(now_);
    }
    const auto before = given_;
    const auto totals = allocate(demands, bandwidth_.estimate() - 40'000, given_,
                                 {.is_guess = !bandwidth_.estimator().has_measured()});
    for (std::size_t i = 0; i < demands.size(); ++i) {
      holds_[i].on_allocated(given_[i], now_);
      if (given_[i].layers != before[i].layers) ++changes_;
    }
    bandwidth_.set_wanted(totals.wanted + 40'000, now_);
  }

  ViewerBandwidth bandwidth_;
  std::optional<SimulatedViewer> viewer_;
  std::array<Allocation, 2> given_{};
  std::array<RiseHold, 2> holds_{};
  Instant now_{20s};
  int changes_ = 0;
  std::uint64_t padding_ = 0;
  rtc::Duration longest_queue_{};
};

TEST_F(ViewerBandwidthTest, ReachesEverythingThatFitsWithinSeconds) {
  use({.capacity = 6 * megabit});
  run(4s);
  EXPECT_EQ(given_[0].layers, (Layers{.spatial = 2, .temporal = 2}));
  EXPECT_EQ(given_[1].layers, (Layers{.spatial = 1, .temporal = 1}));
  const auto padding = padding_;
  run(60s);
  EXPECT_EQ(padding_, padding) << "there is nothing left to find out";
}

TEST_F(ViewerBandwidthTest, StaysStillWhereNotEverythingFits) {
  use({.capacity = 2 * megabit});
  run(30s);
  EXPECT_EQ(given_[1].layers, (Layers{.spatial = 1, .temporal = 1})) << "the screen has what it wants";
  ASSERT_TRUE(given_[0].layers);
  EXPECT_GE(given_[0].layers->spatial, 1);
  changes_ = 0;
  longest_queue_ = {};
  padding_ = 0;
  run(3min);
  EXPECT_LE(changes_, 12) << "in three minutes";
  EXPECT_LE(longest_queue_, 250ms);
  EXPECT_LE(padding_ * 8, 3 * 60 * 50'000) << "50 kbit/s on average";
}

TEST_F(ViewerBandwidthTest, AThirdOfTheWayIsFoundInASecondAndTheRestAgain) {
  use({.capacity = 6 * megabit});
  run(20s);
  viewer_->link.shape.capacity = 1 * megabit;
  run(1500ms);
  EXPECT_LE(given_[0].bits_per_second + given_[1].bits_per_second, 1'000'000);
  EXPECT_TRUE(given_[1].layers);
  run(10s);
  EXPECT_TRUE(given_[0].layers) << "a small picture fits";
  EXPECT_TRUE(given_[1].layers);
  viewer_->link.shape.capacity = 6 * megabit;
  run(45s);
  EXPECT_EQ(given_[0].layers, (Layers{.spatial = 2, .temporal = 2}));
  EXPECT_EQ(given_[1].layers, (Layers{.spatial = 1, .temporal = 1}));
}

TEST_F(ViewerBandwidthTest, OnlyTheScreenIsLeftOnAVeryNarrowWay) {
  use({.capacity = 330'000});
  run(60s);
  EXPECT_TRUE(given_[1].layers);
  EXPECT_LE(given_[0].bits_per_second, 60'000);
  viewer_->link.shape.capacity = 4 * megabit;
  run(60s);
  EXPECT_EQ(given_[0].layers, (Layers{.spatial = 2, .temporal = 2})) << "and nothing stays lost";
}

TEST_F(ViewerBandwidthTest, ChanceLossCostsNoQuality) {
  use({.capacity = 6 * megabit, .jitter = 10ms, .loss = 0.02});
  run(30s);
  changes_ = 0;
  run(2min);
  EXPECT_EQ(given_[0].layers, (Layers{.spatial = 2, .temporal = 2}));
  EXPECT_LE(changes_, 2);
}

TEST_F(ViewerBandwidthTest, PacketsWithoutNumbersAreNoProbe) {
  bandwidth_.on_sent(std::nullopt, 1200, now_);
  bandwidth_.set_wanted(5 * megabit, now_);
  EXPECT_EQ(bandwidth_.padding(now_), 0U);
  EXPECT_EQ(bandwidth_.deadline(), rtc::never);
  bandwidth_.on_receiver_estimate(3 * megabit, now_);
  bandwidth_.on_loss(0, now_);
  bandwidth_.on_round_trip(50ms);
  EXPECT_EQ(bandwidth_.estimate(), 3 * megabit);
}

}  // namespace
}  // namespace vtp::sfu
