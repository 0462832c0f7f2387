// Publishers mute themselves, leave, come back, change devices, and have clocks of their own: what they sent
// is where it was captured, and where they sent nothing the log says so.
#include <algorithm>

#include <gtest/gtest.h>

#include "live/recording/track_recorder.h"
#include "support/live/timeline.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using sfu::Codec;
using test::errors;
using test::expect_in_step;
using test::index_of;
using test::longest_gap;
using test::range;
using test::recorded_samples;
using test::seconds;
using test::seconds_of_gaps;
using test::SimulatedClass;
using test::SimulatedStream;

class TrackRecorderSendersTest : public ::testing::Test {
 protected:
  SimulatedClass lesson;
  SimulatedStream& camera = lesson.add(Codec::h264);
  SimulatedStream& microphone = lesson.add(Codec::opus);
};

TEST_F(TrackRecorderSendersTest, MutedMinutesAreGapsOnTheGridForWhoeverWatches) {
  lesson.run(10s);
  camera.is_sending = microphone.is_sending = false;
  camera.recorder->set_muted(true, lesson.now());
  microphone.recorder->set_muted(true, lesson.now());
  lesson.run(60s);
  // Who watches live sees time go on.
  EXPECT_GE(seconds(camera), 66);
  lesson.run(60s);
  camera.is_sending = microphone.is_sending = true;
  camera.recorder->set_muted(false, lesson.now());
  microphone.recorder->set_muted(false, lesson.now());
  lesson.run(10s);
  lesson.stop();
  for (const auto* const stream : {&camera, &microphone}) {
    const auto index = index_of(*stream->log);
    EXPECT_NEAR(seconds(*stream), 140, 0.15);
    EXPECT_NEAR(longest_gap(index), 120, 0.3);
    std::size_t muted = 0;
    for (const auto& gap : index.gaps) {
      muted += gap.reason == media::GapReason::muted ? 1 : 0;
      EXPECT_LE(gap.duration, 2U * index.timescale);
    }
    EXPECT_GE(muted, 60U);
  }
  expect_in_step(camera, microphone);
}

TEST_F(TrackRecorderSendersTest, ASenderThatStopsCountingWhileItIsAwayIsPutWhereItBelongs) {
  lesson.run(10s);
  microphone.is_sending = false;
  lesson.run(30s);
  microphone.jump_timestamps();
  microphone.is_sending = true;
  lesson.run(20s);
  lesson.stop();
  EXPECT_NEAR(seconds(microphone), 60, 0.15);
  EXPECT_NEAR(longest_gap(index_of(*microphone.log)), 30, 0.3);
  expect_in_step(camera, microphone);
}

TEST_F(TrackRecorderSendersTest, APublisherThatIsGoneIsAGapAndComesBackInTheSameRecording) {
  lesson.run(20s);
  camera.is_sending = microphone.is_sending = false;
  lesson.run(15s);
  camera.change_ssrc();
  microphone.change_ssrc();
  camera.is_sending = microphone.is_sending = true;
  lesson.run(25s);
  lesson.stop();
  for (const auto* const stream : {&camera, &microphone}) {
    EXPECT_NEAR(seconds(*stream), 60, 0.15);
    EXPECT_NEAR(longest_gap(index_of(*stream->log)), 15, 0.4);
  }
  expect_in_step(camera, microphone);
}

TEST_F(TrackRecorderSendersTest, AnotherDeviceGoesOnWithoutAGap) {
  for (int i = 0; i < 10; ++i) {
    lesson.run(3s);
    camera.change_ssrc();
    microphone.change_ssrc();
  }
  lesson.run(3s);
  lesson.stop();
  EXPECT_NEAR(seconds(camera), 33, 0.15);
  EXPECT_LT(seconds_of_gaps(index_of(*camera.log)), 0.1);
  EXPECT_LT(seconds_of_gaps(index_of(*microphone.log)), 0.1);
  expect_in_step(camera, microphone);
}

TEST_F(TrackRecorderSendersTest, AWallClockThatIsSetMovesNothing) {
  lesson.run(20s);
  lesson.set_wall_clock(2h);
  lesson.run(30s);
  lesson.set_wall_clock(-5h);
  lesson.run(30s);
  lesson.stop();
  EXPECT_NEAR(seconds(camera), 80, 0.15);
  EXPECT_NEAR(static_cast<double>(recorded_samples(*microphone.log).size()), 4000, 10);
  expect_in_step(camera, microphone);
}

TEST_F(TrackRecorderSendersTest, SoundThatTakesLongerToCodeIsStillWithItsPicture) {
  camera.capture_delay = 90ms;
  microphone.capture_delay = 10ms;
  lesson.run(120s);
  lesson.stop();
  // Before the first reports nobody can know; the sound follows slowly, so that nobody hears it.
  const auto picture = errors(camera), sound = errors(microphone);
  const auto later = [](const std::vector<double>& all) {
    return std::vector(all.begin() + static_cast<std::ptrdiff_t>(all.size() / 3), all.end());
  };
  const auto [picture_least, picture_most] = range(later(picture));
  const auto [sound_least, sound_most] = range(later(sound));
  EXPECT_LT(picture_most - sound_least, 0.04);
  EXPECT_LT(sound_most - picture_least, 0.04);
}

/// An hour with clocks that are off by as much as cheap ones are, a rejoin in its middle, and losses.
TEST(TrackRecorderSenders, AfterAnHourOfDriftSoundAndPictureAreTogether) {
  SimulatedClass lesson({.drift = 100, .seed = 7});
  auto& camera = lesson.add(Codec::h264);
  auto& microphone = lesson.add(Codec::opus);
  camera.frame_bytes = 900;
  camera.interval = 66'666us;
  microphone.drift = -100;  // the sound card against its computer
  camera.way = microphone.way = {.jitter = 20ms, .loss = 0.01};
  lesson.run(30min);
  camera.is_sending = microphone.is_sending = false;
  lesson.run(10s);
  camera.change_ssrc();
  microphone.change_ssrc();
  camera.is_sending = microphone.is_sending = true;
  lesson.run(30min - 10s);
  lesson.stop();
  EXPECT_NEAR(seconds(camera), 3600, 0.15);
  EXPECT_NEAR(seconds(microphone), 3600, 0.15);
  EXPECT_NEAR(longest_gap(index_of(*microphone.log)), 10, 0.3);
  EXPECT_LT(seconds_of_gaps(index_of(*microphone.log)), 11);
  EXPECT_LT(seconds_of_gaps(index_of(*camera.log)), 11);
  expect_in_step(camera, microphone);
}

TEST_F(TrackRecorderSendersTest, ADeviceThatIsTakenAgainIsHeardAgain) {
  lesson.run(5s);
  microphone.change_ssrc();
  lesson.run(5s);
  microphone.change_ssrc(-1);
  lesson.run(10s);
  lesson.stop();
  EXPECT_NEAR(seconds(microphone), 20, 0.1);
  EXPECT_LT(longest_gap(index_of(*microphone.log)), 0.1);
  expect_in_step(camera, microphone);
}

/// An encoder with a fixed SSRC that is started again.
TEST_F(TrackRecorderSendersTest, AStreamThatBeginsAnewUnderItsOldNameGoesOn) {
  lesson.run(10s);
  camera.is_sending = microphone.is_sending = false;
  lesson.run(5s);
  camera.begin_anew();
  microphone.begin_anew();
  camera.is_sending = microphone.is_sending = true;
  lesson.run(15s);
  lesson.stop();
  for (const auto* const stream : {&camera, &microphone}) {
    EXPECT_NEAR(seconds(*stream), 30, 0.15);
    EXPECT_NEAR(longest_gap(index_of(*stream->log)), 5, 0.7);
  }
  expect_in_step(camera, microphone);
}

TEST_F(TrackRecorderSendersTest, WhoComesBackFromAnotherComputerHasAnotherClock) {
  lesson.run(10s);
  for (const auto differs : {-600ms, 900ms, -100ms}) {
    camera.is_sending = microphone.is_sending = false;
    lesson.run(5s);
    lesson.rejoin(differs);
    camera.is_sending = microphone.is_sending = true;
    lesson.run(10s);
  }
  lesson.stop();
  for (const auto* const stream : {&camera, &microphone}) {
    EXPECT_NEAR(seconds(*stream), 55, 0.15);
    EXPECT_NEAR(longest_gap(index_of(*stream->log)), 5, 0.4);
  }
  expect_in_step(camera, microphone);
}

TEST(TrackRecorderSenders, WithoutAnyReportSoundAndPictureStayTogetherAllTheSame) {
  SimulatedClass lesson({.drift = -100, .seed = 3});
  auto& camera = lesson.add(Codec::h264);
  auto& microphone = lesson.add(Codec::opus);
  camera.frame_bytes = 900;
  camera.interval = 66'666us;
  camera.sends_reports = microphone.sends_reports = false;
  lesson.run(20min);
  lesson.stop();
  EXPECT_NEAR(seconds(camera), 1200, 0.15);
  EXPECT_LT(seconds_of_gaps(index_of(*camera.log)), 0.1);
  EXPECT_LT(seconds_of_gaps(index_of(*microphone.log)), 0.1);
  expect_in_step(camera, microphone);
}

}  // namespace
}  // namespace vtp::live
