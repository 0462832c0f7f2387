#include "live/recording/picture_writer.h"

#include <memory>

#include <gtest/gtest.h>

#include "support/live/recorded_track.h"
#include "support/live/rtp_packets.h"
#include "support/media/sample_files.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using test::index_of;
using test::recorded_samples;

class PictureWriterTest : public ::testing::Test {
 protected:
  /// A picture that was captured so long after the beginning.
  void picture(rtc::Duration at, bool is_key = false, bool is_broken = false) {
    CodedFrame frame{.is_key = is_key, .is_broken = is_broken, .follows_loss = is_broken, .data = "picture"};
    if (is_key)
      frame.format = media::vp8_format({.is_key = true, .is_shown = true, .version = 0, .size = size});
    ASSERT_TRUE(writer.add(std::move(frame), begin + at));
  }
  /// From then on for so long, every 40 ms, the first one a key picture.
  void pictures(rtc::Duration from, rtc::Duration duration) {
    for (auto at = from; at < from + duration; at += 40ms) picture(at, at == from);
  }

  const rtc::Instant begin{1000s};
  media::PictureSize size{320, 240};
  media::test::TemporaryFolder folder;
  std::unique_ptr<media::TrackLog> log =
      media::TrackLog::create(folder / "track",
                              {.kind = media::TrackKind::video, .timescale = 90'000, .epoch = {}})
          .value();
  MediaClock clock{begin, Timestamp(0s)};
  PictureWriter writer{*log, {}, clock};
};

TEST_F(PictureWriterTest, EveryPictureLastsUntilTheNext) {
  picture(0ms, true);
  picture(40ms);
  picture(70ms);
  picture(200ms);
  ASSERT_TRUE(writer.finish(begin + 240ms));
  const auto samples = recorded_samples(*log);
  ASSERT_EQ(samples.size(), 4U);
  EXPECT_DOUBLE_EQ(samples[1].duration, 0.03);
  EXPECT_DOUBLE_EQ(samples[2].duration, 0.13);
  EXPECT_TRUE(samples[0].is_key);
  EXPECT_FALSE(samples[1].is_key);
}

TEST_F(PictureWriterTest, BeginsWithAKeyPicture) {
  picture(0ms);
  EXPECT_TRUE(writer.needs_key_frame());
  picture(100ms, true);
  EXPECT_FALSE(writer.needs_key_frame());
  picture(140ms);
  ASSERT_TRUE(writer.finish(begin + 200ms));
  EXPECT_EQ(recorded_samples(*log).size(), 2U);
  // Nobody misses what was not there yet.
  EXPECT_TRUE(index_of(*log).gaps.empty());
  EXPECT_DOUBLE_EQ(recorded_samples(*log)[0].start, 0.1);
  EXPECT_EQ(writer.dropped(), 1U);
}

TEST_F(PictureWriterTest, AShortLossFreezesThePictureAndIsSaid) {
  pictures(0ms, 1s);
  picture(1040ms, false, true);
  EXPECT_TRUE(writer.needs_key_frame());
  picture(1080ms, false, true);
  pictures(1400ms, 600ms);
  ASSERT_TRUE(writer.finish(begin + 2s));
  const auto index = index_of(*log);
  EXPECT_DOUBLE_EQ(test::seconds_of_gaps(index), 0);
  ASSERT_EQ(index.gaps.size(), 1U);
  EXPECT_TRUE(index.gaps[0].is_bridged);
  EXPECT_EQ(index.gaps[0].reason, media::GapReason::lost);
  EXPECT_EQ(index.gaps[0].start, 90U * 1000);
  EXPECT_EQ(index.gaps[0].duration, 90U * 400);
}

TEST_F(PictureWriterTest, ALongLossIsAGap) {
  pictures(0ms, 1s);
  picture(1040ms, false, true);
  ASSERT_TRUE(writer.on_time(begin + 3s));
  EXPECT_TRUE(index_of(*log).segments.at(0).is_complete);
  pictures(3500ms, 500ms);
  ASSERT_TRUE(writer.finish(begin + 4s));
  EXPECT_DOUBLE_EQ(test::seconds_of_gaps(index_of(*log)), 2.5);
  EXPECT_EQ(index_of(*log).gaps.at(0).reason, media::GapReason::lost);
}

TEST_F(PictureWriterTest, AStillPictureIsNoLoss) {
  pictures(0ms, 1s);
  picture(3s);
  picture(3040ms);
  ASSERT_TRUE(writer.finish(begin + 3080ms));
  EXPECT_TRUE(index_of(*log).gaps.empty());
  EXPECT_EQ(recorded_samples(*log).size(), 27U);
}

TEST_F(PictureWriterTest, AfterAGapDecodersBeginWithAKeyPicture) {
  pictures(0ms, 1s);
  picture(6s);
  EXPECT_TRUE(writer.needs_key_frame());
  picture(6100ms, true);
  ASSERT_TRUE(writer.finish(begin + 6200ms));
  const auto index = index_of(*log);
  EXPECT_TRUE(index.segments.back().is_independent);
  EXPECT_EQ(index.segments.back().start, 90U * 6100);
  EXPECT_DOUBLE_EQ(test::seconds_of_gaps(index), 5.1);
}

TEST_F(PictureWriterTest, ClocksThatAreCorrectedSpreadThePictures) {
  picture(0ms, true);
  picture(40ms);
  picture(80ms);
  picture(50ms);  // by the corrected clock
  picture(90ms);
  picture(130ms);
  ASSERT_TRUE(writer.finish(begin + 170ms));
  const auto samples = recorded_samples(*log);
  ASSERT_EQ(samples.size(), 6U);
  for (const auto& sample : samples) EXPECT_GE(sample.duration, 0.0155);
  EXPECT_NEAR(samples[5].start, 0.13, 0.001);
}

TEST_F(PictureWriterTest, AnotherSizeBeginsASegment) {
  pictures(0ms, 400ms);
  size = {640, 480};
  pictures(400ms, 400ms);
  ASSERT_TRUE(writer.finish(begin + 800ms));
  const auto index = index_of(*log);
  ASSERT_EQ(index.segments.size(), 2U);
  EXPECT_EQ(index.segments[0].duration, 90U * 400);
  EXPECT_EQ(index.segments[1].init, 1);
}

TEST_F(PictureWriterTest, WhileMutedTimeGoesOn) {
  pictures(0ms, 1s);
  ASSERT_TRUE(writer.set_muted(true));
  picture(1s);  // was on its way
  ASSERT_TRUE(writer.on_time(begin + 7500ms));
  EXPECT_EQ(index_of(*log).end_time(), 90U * 6000);
  for (const auto& gap : index_of(*log).gaps) EXPECT_EQ(gap.reason, media::GapReason::muted);
}

TEST_F(PictureWriterTest, NothingIsWrittenBeforeTheBeginningNorInAPause) {
  picture(-1s, true);
  pictures(0ms, 1s);
  clock.pause(begin + 1s);
  ASSERT_TRUE(writer.on_pause(begin + 1s));
  pictures(1s, 1s);
  clock.resume(begin + 11s);
  ASSERT_TRUE(writer.on_resume(begin + 11s));
  pictures(11s, 1s);
  ASSERT_TRUE(writer.finish(begin + 12s));
  EXPECT_EQ(recorded_samples(*log).size(), 50U);
  EXPECT_EQ(index_of(*log).end_time(), 90U * 2000);
  EXPECT_EQ(index_of(*log).segments.at(1).stretch, 1);
}

}  // namespace
}  // namespace vtp::live
