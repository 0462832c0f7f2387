// Classes of minutes and hours. What counts is that the timeline is true: where nothing could be recorded the
// log says so, and everything else is where it was captured.
#include "live/recording/track_recorder.h"

#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>

#include "support/live/timeline.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using sfu::Codec;
using test::expect_in_step;
using test::index_of;
using test::longest_gap;
using test::range;
using test::recorded_samples;
using test::seconds;
using test::seconds_of_gaps;
using test::SimulatedClass;
using test::SimulatedStream;

class CountingListener : public FrameListener {
 public:
  void on_frame(const CodedFrame& frame, rtc::Instant captured_at) override {
    EXPECT_GE(captured_at, last);
    last = captured_at;
    bytes += frame.data.size();
    ++frames;
  }
  void on_held_up(bool is_held_up) override {
    holdings += is_held_up && !holds ? 1U : 0U;
    holds = is_held_up;
  }

  rtc::Instant last{};
  std::size_t frames = 0, bytes = 0, holdings = 0;
  bool holds = false;
};

class TrackRecorderTest : public ::testing::Test {
 protected:
  SimulatedClass lesson;
  SimulatedStream& camera = lesson.add(Codec::h264);
  SimulatedStream& microphone = lesson.add(Codec::opus);
};

TEST_F(TrackRecorderTest, ACleanMinuteIsRecordedWholeInSegmentsOfTwoSeconds) {
  lesson.run(60s);
  lesson.stop();
  EXPECT_NEAR(seconds(camera), 60, 0.15);
  EXPECT_NEAR(seconds(microphone), 60, 0.15);
  EXPECT_NEAR(static_cast<double>(recorded_samples(*camera.log).size()), 1800, 5);
  EXPECT_NEAR(static_cast<double>(recorded_samples(*microphone.log).size()), 3000, 5);
  EXPECT_LT(seconds_of_gaps(index_of(*camera.log)), 0.1);
  expect_in_step(camera, microphone);
  const auto index = index_of(*camera.log);
  EXPECT_EQ(index.inits.size(), 1U);
  EXPECT_EQ(index.end, media::LogEnd::stopped);
  std::size_t full = 0;
  for (const auto& segment : index.segments)
    if (!segment.is_gap) {
      EXPECT_TRUE(segment.is_independent);
      EXPECT_LT(segment.duration, 4U * 90'000);
      full += segment.duration > 17U * 9'000 ? 1 : 0;
    }
  EXPECT_GE(full, 28U);
  EXPECT_EQ(camera.recorder->counters().lost, 0U);
}

TEST_F(TrackRecorderTest, AListenerHearsWhatIsWritten) {
  CountingListener listener;
  microphone.recorder->listen(&listener);
  lesson.run(5s);
  EXPECT_FALSE(listener.holds);
  const auto holdings = std::exchange(listener.holdings, 0);
  microphone.held_up = 300ms;
  lesson.run(20ms);
  microphone.held_up = {};
  lesson.run(200ms);
  EXPECT_TRUE(listener.holds);
  EXPECT_GE(listener.holdings, 1U);
  lesson.run(5s);
  EXPECT_FALSE(listener.holds);
  EXPECT_LT(holdings, 100U);
  lesson.stop();
  const auto samples = recorded_samples(*microphone.log);
  EXPECT_EQ(listener.frames, samples.size());
  std::size_t bytes = 0;
  for (const auto& sample : samples) bytes += sample.data.size();
  EXPECT_EQ(listener.bytes, bytes);
}

TEST_F(TrackRecorderTest, PartsAreAsLongAsPlayersWereTold) {
  lesson.run(30s);
  lesson.stop();
  for (const auto* const stream : {&camera, &microphone}) {
    const auto index = index_of(*stream->log);
    for (const auto& segment : index.segments)
      for (std::size_t i = 0; i < segment.parts; ++i) {
        EXPECT_LE(index.part(segment, i).duration, index.timescale / 2);
        // All but the last part of a segment are at least 85 % of the target.
        if (i + 1 < segment.parts) EXPECT_GE(index.part(segment, i).duration, index.timescale / 2 * 85 / 100);
      }
  }
}

TEST_F(TrackRecorderTest, AnotherResolutionIsAnotherInitialisationSegment) {
  lesson.run(5s);
  camera.size = {320, 176};
  lesson.run(5s);
  camera.size = {640, 368};
  lesson.run(5s);
  lesson.stop();
  const auto index = index_of(*camera.log);
  ASSERT_EQ(index.inits.size(), 3U);
  EXPECT_EQ(index.inits[1].size, (media::PictureSize{320, 176}));
  EXPECT_NEAR(seconds(camera), 15, 0.15);
  EXPECT_LT(seconds_of_gaps(index), 0.1);
  EXPECT_EQ(index.segments.back().init, 2);
}

TEST_F(TrackRecorderTest, LayersHaveTheirSegmentsAtTheSameMoments) {
  auto& small = lesson.add(Codec::h264);
  small.size = {320, 176};
  small.change_ssrc();
  small.way = {.delay = 50ms, .loss = 0.05};
  lesson.run(60s);
  lesson.stop();
  const auto big_index = index_of(*camera.log), small_index = index_of(*small.log);
  std::size_t aligned = 0, all = 0;
  for (const auto& segment : big_index.segments) {
    if (segment.is_gap) continue;
    ++all;
    aligned += std::ranges::any_of(small_index.segments, [&](const media::LoggedSegment& other) {
      return !other.is_gap && std::llabs(static_cast<long long>(other.start - segment.start)) < 90 * 33;
    });
  }
  EXPECT_GE(all, 29U);
  EXPECT_GE(aligned + 1, all);
}

TEST_F(TrackRecorderTest, AnEncoderThatIgnoresRequestsIsCutAtTheLongestDuration) {
  camera.answers_requests = false;
  lesson.run(30s);
  lesson.stop();
  const auto index = index_of(*camera.log);
  EXPECT_LT(seconds_of_gaps(index), 0.1);
  for (const auto& segment : index.segments) EXPECT_LE(segment.duration, 4U * 90'000);
  EXPECT_GE(index.segments.size(), 8U);
}

TEST_F(TrackRecorderTest, AScreenThatHardlyChangesIsNoGap) {
  auto& screen = lesson.add(Codec::h264);
  screen.interval = 1s;
  lesson.run(60s);
  lesson.stop();
  EXPECT_LT(seconds_of_gaps(index_of(*screen.log)), 0.2);
  EXPECT_NEAR(seconds(screen), 60, 0.15);
  const auto [least, most] = range(errors(screen));
  EXPECT_LT(most - least, 0.04);
}

TEST_F(TrackRecorderTest, APauseTakesNoTimeAndBeginsAnotherStretch) {
  lesson.run(20s);
  lesson.pause();
  lesson.run(60s);
  lesson.resume();
  lesson.run(20s);
  lesson.stop();
  for (const auto* const stream : {&camera, &microphone}) {
    const auto index = index_of(*stream->log);
    EXPECT_NEAR(seconds(*stream), 40, 0.15);
    ASSERT_EQ(index.stretches.size(), 2U);
    EXPECT_EQ(index.stretches[1].epoch - index.stretches[0].epoch, 60s);
    EXPECT_NEAR(static_cast<double>(index.stretches[1].start) / index.timescale, 20, 0.1);
    recorded_samples(*stream->log);  // contradicts itself nowhere
    EXPECT_LT(seconds_of_gaps(index), 0.6);
  }
}

TEST_F(TrackRecorderTest, AfterAKillTheRecordingGoesOnWithAGapThatIsSaid) {
  lesson.run(20s);
  lesson.restart_recorders();
  EXPECT_GE(seconds(camera), 18);
  EXPECT_GE(seconds(microphone), 18);
  lesson.run(20s);
  lesson.stop();
  for (const auto* const stream : {&camera, &microphone}) {
    const auto index = index_of(*stream->log);
    EXPECT_NEAR(seconds(*stream), 40, 0.15);
    EXPECT_EQ(index.inits.size(), 1U);
    EXPECT_TRUE(std::ranges::any_of(
        index.gaps, [](const media::LoggedGap& gap) { return gap.reason == media::GapReason::restart; }));
    EXPECT_LT(longest_gap(index), 2.2);
  }
  expect_in_step(camera, microphone);
}

TEST_F(TrackRecorderTest, AFullDiskEndsTheTrackAndSaysWhy) {
  lesson.run(5s);
  ASSERT_TRUE(camera.log->end(media::LogEnd::disk_full));
  lesson.run(5s);
  ASSERT_TRUE(camera.recorder->failure());
  EXPECT_FALSE(microphone.recorder->failure());
  lesson.stop();
  EXPECT_NEAR(seconds(microphone), 10, 0.15);
  EXPECT_GT(seconds(camera), 3.9);
}

/// In the middle of a picture and of a packet of sound: the last pieces do not come any more.
TEST_F(TrackRecorderTest, StoppedInMidFrameItEndsWithTheFrameBefore) {
  lesson.run(10s);
  camera.held_up = microphone.held_up = 1min;
  lesson.run(50ms);
  lesson.stop();
  for (const auto* const stream : {&camera, &microphone}) {
    const auto index = index_of(*stream->log);
    EXPECT_NEAR(seconds(*stream), 10, 0.1);
    EXPECT_EQ(index.end, media::LogEnd::stopped);
    EXPECT_TRUE(index.segments.back().is_complete);
    EXPECT_LT(seconds_of_gaps(index), 0.1);
  }
  const auto pictures = recorded_samples(*camera.log);
  EXPECT_NEAR(static_cast<double>(pictures.size()), 300, 2);
  for (const auto& picture : pictures) EXPECT_LT(picture.duration, 0.06);
  expect_in_step(camera, microphone);
}

}  // namespace
}  // namespace vtp::live
