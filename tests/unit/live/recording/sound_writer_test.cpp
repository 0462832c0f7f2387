#include "live/recording/sound_writer.h"

#include <algorithm>
#include <memory>

#include <gtest/gtest.h>

#include "support/live/recorded_track.h"
#include "support/media/coded_media.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using test::index_of;
using test::recorded_samples;

class SoundWriterTest : public ::testing::Test {
 protected:
  void packet(rtc::Duration at, bool follows_loss = false, std::string data = "\x78sound") {
    ASSERT_TRUE(writer.add({.is_key = true,
                            .follows_loss = follows_loss,
                            .data = std::move(data),
                            .format = media::opus_format(2)},
                           begin + at));
  }
  void packets(rtc::Duration from, rtc::Duration duration) {
    for (auto at = from; at < from + duration; at += 20ms) packet(at);
  }

  const rtc::Instant begin{1000s};
  media::test::TemporaryFolder folder;
  std::unique_ptr<media::TrackLog> log =
      media::TrackLog::create(folder / "track",
                              {.kind = media::TrackKind::audio, .timescale = 48'000, .epoch = {}})
          .value();
  MediaClock clock{begin, Timestamp(0s)};
  SoundWriter writer{*log, {}, clock};
};

TEST_F(SoundWriterTest, PacketsLastAsLongAsTheySay) {
  packet(0ms);
  packet(20ms, false, "\x70sound");  // 10 ms
  packet(30ms, false, "\x79sound");  // twice 20 ms
  packet(70ms);
  ASSERT_TRUE(writer.finish(begin + 90ms));
  const auto samples = recorded_samples(*log);
  ASSERT_EQ(samples.size(), 4U);
  EXPECT_DOUBLE_EQ(samples[1].duration, 0.01);
  EXPECT_DOUBLE_EQ(samples[2].duration, 0.04);
  EXPECT_DOUBLE_EQ(samples[3].duration, 0.02);
}

TEST_F(SoundWriterTest, WhatIsLostIsMadeUpAndSaid) {
  packets(0ms, 100ms);
  packet(140ms, true);
  ASSERT_TRUE(writer.finish(begin + 160ms));
  const auto samples = recorded_samples(*log);
  ASSERT_EQ(samples.size(), 8U);
  EXPECT_EQ(samples[5].data, "\x78");
  EXPECT_EQ(samples[6].data, "\x78");
  EXPECT_DOUBLE_EQ(samples[7].start, 0.14);
  const auto index = index_of(*log);
  ASSERT_EQ(index.gaps.size(), 1U);
  EXPECT_TRUE(index.gaps[0].is_bridged);
  EXPECT_EQ(index.gaps[0].start, 4'800U);
  EXPECT_EQ(index.gaps[0].duration, 1'920U);
}

TEST_F(SoundWriterTest, ASenderThatHadNothingToSayIsNoLoss) {
  packets(0ms, 100ms);
  packet(500ms);
  ASSERT_TRUE(writer.finish(begin + 520ms));
  EXPECT_TRUE(index_of(*log).gaps.empty());
  EXPECT_EQ(recorded_samples(*log).size(), 26U);
}

TEST_F(SoundWriterTest, ALongLossIsAGap) {
  packets(0ms, 1s);
  packet(3500ms, true);
  ASSERT_TRUE(writer.finish(begin + 3520ms));
  EXPECT_DOUBLE_EQ(test::seconds_of_gaps(index_of(*log)), 2.5);
  EXPECT_EQ(index_of(*log).gaps.at(0).reason, media::GapReason::lost);
}

TEST_F(SoundWriterTest, SilenceBecomesAGapByTimeAlone) {
  packets(0ms, 1s);
  ASSERT_TRUE(writer.on_time(begin + 2500ms));
  EXPECT_TRUE(index_of(*log).gaps.empty());
  ASSERT_TRUE(writer.on_time(begin + 5200ms));
  EXPECT_EQ(index_of(*log).end_time(), 48'000U * 4);
  EXPECT_EQ(index_of(*log).gaps.at(0).reason, media::GapReason::silent);
}

TEST_F(SoundWriterTest, AClockIsFollowedInStepsThatNobodyHears) {
  // 40 ms too late, as after the first report of a sender.
  packets(0ms, 1s);
  packets(1040ms, 10s);
  ASSERT_TRUE(writer.finish(begin + 11040ms));
  const auto samples = recorded_samples(*log);
  EXPECT_EQ(samples.size(), 550U);
  for (const auto& sample : samples) EXPECT_NEAR(sample.duration, 0.02, 0.000'101);
  EXPECT_NEAR(samples.back().start, 11.02, 0.0005);
  EXPECT_TRUE(index_of(*log).gaps.empty());
}

TEST_F(SoundWriterTest, SoundThatShouldHaveBeenBeforeIsLeftOut) {
  packets(0ms, 1s);
  packets(700ms, 1s);
  ASSERT_TRUE(writer.finish(begin + 1700ms));
  EXPECT_GT(writer.dropped(), 5U);
  EXPECT_NEAR(recorded_samples(*log).back().start, 1.68, 0.11);
}

TEST_F(SoundWriterTest, WhatIsNoOpusIsLeftOut) {
  packets(0ms, 100ms);
  packet(100ms, false, "\x7B");
  packet(120ms);
  ASSERT_TRUE(writer.finish(begin + 140ms));
  EXPECT_EQ(writer.dropped(), 1U);
}

TEST_F(SoundWriterTest, DecodersTakeWhatWasMadeUp) {
  const auto coded =
      media::test::coded_samples("-f lavfi -i sine=duration=4:sample_rate=48000 -ac 2 -c:a libopus");
  std::size_t lost = 0;
  for (std::size_t i = 0; i < coded.size(); ++i) {
    const bool is_lost = i > 10 && i % 10 < 2;
    lost += is_lost ? 1 : 0;
    if (!is_lost) packet(rtc::Duration(20ms) * static_cast<int>(i), i > 10 && i % 10 == 2, coded[i]);
  }
  ASSERT_TRUE(writer.finish(begin + 20ms * static_cast<int>(coded.size())));
  EXPECT_GT(lost, 30U);
  media::test::write_text(folder / "sound.mp4", test::whole_file(*log));
  const auto samples = recorded_samples(*log);
  EXPECT_GT(
      std::ranges::count(samples, std::size_t{1}, [](const auto& sample) { return sample.data.size(); }), 30);
  EXPECT_EQ(media::test::decoded_times(folder / "sound.mp4", "a:0").size(), samples.size());
}

}  // namespace
}  // namespace vtp::live
