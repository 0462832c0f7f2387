#include "live/mixing/microphone.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/live/speech.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using test::loudness;

constexpr std::int64_t frame = 1'024;

class MicrophoneTest : public ::testing::Test {
 protected:
  void packet(const std::string& data, rtc::Duration at, bool follows_loss = false) {
    microphone.on_frame({.is_key = true, .follows_loss = follows_loss, .data = data}, begin + at);
  }
  /// All of them, one every 20 ms or what is given, from `at` on.
  void packets(const std::vector<std::string>& all, rtc::Duration at, rtc::Duration every = 20ms) {
    for (const auto& data : all) packet(data, std::exchange(at, at + every));
  }
  /// Appends to `heard` all that there is up to then.
  void listen(rtc::Duration until) {
    while (static_cast<std::int64_t>(heard.size()) < until / 1ms * 48) {
      const auto start = heard.size();
      heard.resize(start + frame);
      microphone.add_to(std::span(heard).subspan(start), static_cast<std::int64_t>(start));
    }
  }
  [[nodiscard]] std::span<const float> part(rtc::Duration from, rtc::Duration until) const {
    return std::span(heard).subspan(static_cast<std::size_t>(from / 1ms) * 48,
                                    static_cast<std::size_t>((until - from) / 1ms) * 48);
  }

  const rtc::Instant begin{1000s};
  MediaClock clock{begin, Timestamp(0s)};
  Microphone microphone = Microphone::create(clock, 0).value();
  std::vector<float> heard;
  const std::vector<std::string> tone = test::hummed(0.5);
};

TEST_F(MicrophoneTest, WhatIsSaidIsHeardWhenItWasSaid) {
  const auto said = test::spoken({0.5, 1.25});
  for (int i = 0; i < 100; ++i) {
    packet(said[static_cast<std::size_t>(i)], 300ms + i * 20ms);
    listen(i * 20ms);
  }
  listen(2300ms);
  EXPECT_NEAR(test::middle_of_beep(heard, 0, 0.8), 0.8, 0.0005);
  EXPECT_NEAR(test::middle_of_beep(heard, 0, 1.55), 1.55, 0.0005);
  EXPECT_LT(loudness(part(900ms, 1400ms)), 0.001);
  EXPECT_EQ(microphone.counters().late, 0U);
}

TEST_F(MicrophoneTest, WhoSpeaksFromTheFirstMomentIsHeardInTime) {
  packets(test::spoken({0.1, 0.5}), 0ms);
  listen(1s);
  EXPECT_NEAR(test::middle_of_beep(heard, 0, 0.1), 0.1, 0.0005);
  EXPECT_NEAR(test::middle_of_beep(heard, 0, 0.5), 0.5, 0.0005);
}

TEST_F(MicrophoneTest, IsAddedToWhatIsThere) {
  packets({tone.begin(), tone.begin() + 10}, 0ms);
  std::vector<float> mix(frame, 0.25F), alone(frame);
  microphone.add_to(mix, 4 * frame);
  auto other = Microphone::create(clock, 0).value();
  for (int i = 0; i < 10; ++i) other.on_frame({.data = tone[static_cast<std::size_t>(i)]}, begin + i * 20ms);
  other.add_to(alone, 4 * frame);
  for (std::size_t i = 0; i < mix.size(); ++i) EXPECT_FLOAT_EQ(mix[i], 0.25F + alone[i]);
  EXPECT_GT(loudness(alone), 0.3);
}

TEST_F(MicrophoneTest, ShortLossesAreMadeUp) {
  for (std::size_t i = 0; i < 100; ++i)
    if (i < 50 || i % 10 > 1) packet(tone[i], 20ms * static_cast<int>(i), i >= 50 && i % 10 == 2);
  listen(2s);
  EXPECT_EQ(microphone.counters().concealed, 5U * 2 * 960);
  // Nowhere is it as if nothing had been said.
  for (auto at = 1000ms; at < 1900ms; at += 20ms) EXPECT_GT(loudness(part(at, at + 20ms)), 0.1) << at / 1ms;
}

TEST_F(MicrophoneTest, LongLossesAreSilence) {
  packets({tone.begin(), tone.begin() + 50}, 0ms);
  packet(tone[100], 2s, true);
  listen(2s);
  EXPECT_GT(loudness(part(900ms, 990ms)), 0.3);
  EXPECT_EQ(loudness(part(1010ms, 1980ms)), 0);
  EXPECT_EQ(microphone.counters().concealed, 0U);
}

TEST_F(MicrophoneTest, ASenderThatHasNothingToSayIsSilent) {
  for (int i = 0; i < 50; ++i) packet(tone[static_cast<std::size_t>(i)], i * 20ms);
  for (auto at = 1000ms; at < 3s; at += 400ms) packet(tone[60], at + 400ms);
  listen(3s);
  EXPECT_EQ(loudness(part(1010ms, 1390ms)), 0);
  EXPECT_GT(loudness(part(1400ms, 1410ms)), 0.1);
  EXPECT_EQ(loudness(part(1430ms, 1790ms)), 0);
}

TEST_F(MicrophoneTest, BeginsAndEndsWithoutAClick) {
  packets({tone.begin() + 20, tone.begin() + 40}, 100ms);
  listen(1s);
  float step = 0;
  for (std::size_t i = 1; i < heard.size(); ++i) step = std::max(step, std::abs(heard[i] - heard[i - 1]));
  // The tone itself moves by 0.026 from sample to sample.
  EXPECT_LT(step, 0.04F);
}

TEST_F(MicrophoneTest, WhatComesTooLateIsLeftOutAndCounted) {
  packets({tone.begin(), tone.begin() + 50}, 0ms);
  listen(2s);
  packets({tone.begin() + 50, tone.begin() + 120}, 1s);
  listen(3s);
  EXPECT_NEAR(static_cast<double>(microphone.counters().late), 48'000, 1'500);
  EXPECT_EQ(loudness(part(1100ms, 2s)), 0);
  EXPECT_GT(loudness(part(2100ms, 2300ms)), 0.3);
}

TEST_F(MicrophoneTest, AClockThatRunsFastOrSlowIsFollowed) {
  for (const int millionths : {200, -200}) {
    microphone = Microphone::create(clock, 0).value();
    heard.clear();
    const auto said = test::spoken({3});
    constexpr int rounds = 10;
    for (int round = 0; round < rounds; ++round)
      for (int i = 0; i < 300; ++i) {
        const rtc::Duration at = (round * 300 + i) * 20ms;
        packet(said[static_cast<std::size_t>(i)], at + at * millionths / 1'000'000);
        listen(at - 100ms);
      }
    listen(60s);
    for (int round = 1; round < rounds; ++round) {
      const double at = (round * 6 + 3) * (1 + millionths * 1e-6);
      EXPECT_NEAR(test::middle_of_beep(heard, 0, at), at, 0.001);
    }
    EXPECT_EQ(microphone.counters().concealed, 0U);
  }
}

TEST_F(MicrophoneTest, IsAwaitedWhileItsPacketsWaitForOthers) {
  packets({tone.begin(), tone.begin() + 5}, 0ms);
  EXPECT_FALSE(microphone.is_awaited(48'000));
  microphone.on_held_up(true);
  EXPECT_TRUE(microphone.is_awaited(48'000));
  EXPECT_FALSE(microphone.is_awaited(4'000));
  microphone.on_held_up(false);
  EXPECT_FALSE(microphone.is_awaited(48'000));
}

TEST_F(MicrophoneTest, IsExhaustedWhenAllWasHeard) {
  EXPECT_TRUE(microphone.is_exhausted());
  packets({tone.begin(), tone.begin() + 5}, 0ms);
  EXPECT_FALSE(microphone.is_exhausted());
  listen(200ms);
  EXPECT_TRUE(microphone.is_exhausted());
}

TEST_F(MicrophoneTest, SaysNothingWhileTheRecordingIsPaused) {
  packets({tone.begin(), tone.begin() + 50}, 0ms);
  clock.pause(begin + 1s);
  packets({tone.begin() + 50, tone.begin() + 100}, 1s);
  EXPECT_EQ(microphone.counters().dropped, 50U);
  clock.resume(begin + 10s);
  packets({tone.begin() + 100, tone.begin() + 150}, 10s);
  listen(2s);
  EXPECT_GT(loudness(part(1100ms, 1900ms)), 0.3);
}

RC_GTEST_PROP(Microphone, KeepsABoundedTimeOfWhateverComes, ()) {
  const MediaClock clock(rtc::Instant(0s), Timestamp(0s));
  auto microphone = Microphone::create(clock, 0).value();
  const auto count = *rc::gen::inRange(0, 60);
  std::vector<float> mix(frame);
  std::int64_t start = 0;
  for (int i = 0; i < count; ++i) {
    const auto data = *rc::gen::arbitrary<std::string>();
    const auto at = *rc::gen::inRange(-1'000, 20'000);
    microphone.on_frame({.follows_loss = *rc::gen::arbitrary<bool>(), .data = data}, rtc::Instant(at * 1ms));
    if (i % 3 == 0) microphone.add_to(mix, std::exchange(start, start + frame));
  }
  // No sound is of more than 3 s and a packet later.
  start += 48 * 3'400;
  std::ranges::fill(mix, 0);
  microphone.add_to(mix, start);
  RC_ASSERT(microphone.is_exhausted());
  RC_ASSERT(loudness(mix) == 0);
}

}  // namespace
}  // namespace vtp::live
