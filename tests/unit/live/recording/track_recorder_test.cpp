// Classes of minutes and hours on bad networks. What counts is that the timeline is true: where nothing could
// be recorded the log says so, and everything else is where it was captured.
#include "live/recording/track_recorder.h"

#include <algorithm>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

#include "media/bitstreams/h264_units.h"
#include "support/live/rtp_packets.h"
#include "support/live/simulated_class.h"
#include "support/media/coded_media.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using sfu::Codec;
using test::errors;
using test::index_of;
using test::recorded_samples;
using test::seconds_of_gaps;
using test::SimulatedClass;
using test::SimulatedStream;

double seconds(const SimulatedStream& stream) {
  const auto index = index_of(*stream.log);
  return static_cast<double>(index.end_time()) / index.timescale;
}

std::pair<double, double> range(const std::vector<double>& numbers) {
  const auto [least, most] = std::ranges::minmax(numbers);
  return {least, most};
}

/// Sound and picture that were captured together are at most 40 ms apart, and neither is far from where it
/// was.
void expect_in_step(const SimulatedStream& camera, const SimulatedStream& microphone) {
  const auto [picture_least, picture_most] = range(errors(camera));
  const auto [sound_least, sound_most] = range(errors(microphone));
  EXPECT_LT(picture_most - sound_least, 0.04);
  EXPECT_LT(sound_most - picture_least, 0.04);
  EXPECT_GT(std::min(picture_least, sound_least), -0.04);
  EXPECT_LT(std::max(picture_most, sound_most), 0.08);
}

double seconds_bridged(const media::TrackIndex& index, media::GapReason reason) {
  std::uint64_t ticks = 0;
  for (const auto& gap : index.gaps)
    if (gap.is_bridged && gap.reason == reason) ticks += gap.duration;
  return static_cast<double>(ticks) / index.timescale;
}

double longest_gap(const media::TrackIndex& index) {
  std::uint64_t longest = 0, current = 0;
  for (const auto& segment : index.segments) {
    current = segment.is_gap ? current + segment.duration : 0;
    longest = std::max(longest, current);
  }
  return static_cast<double>(longest) / index.timescale;
}

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

TEST_F(TrackRecorderTest, TenPercentLossThatIsRepairedLeavesNoTrace) {
  camera.way = microphone.way = {.jitter = 30ms, .loss = 0.1, .duplicates = 0.05};
  lesson.run(120s);
  lesson.stop();
  EXPECT_NEAR(static_cast<double>(recorded_samples(*camera.log).size()), 3600, 40);
  EXPECT_LT(seconds_of_gaps(index_of(*camera.log)), 0.5);
  EXPECT_LT(seconds_of_gaps(index_of(*microphone.log)), 0.5);
  expect_in_step(camera, microphone);
  EXPECT_GT(camera.recorder->counters().duplicates + camera.recorder->counters().late, 100U);
}

TEST_F(TrackRecorderTest, TenPercentLossThatIsNotRepairedIsSaidAndNothingIsBroken) {
  camera.way = microphone.way = {.loss = 0.1, .repairs = false};
  lesson.run(120s);
  lesson.stop();
  EXPECT_NEAR(seconds(camera), 120, 0.15);
  EXPECT_NEAR(seconds(microphone), 120, 0.15);
  const auto sound = index_of(*microphone.log);
  // A tenth of the sound was made up.
  EXPECT_NEAR(seconds_bridged(sound, media::GapReason::lost), 12, 3);
  const auto picture = index_of(*camera.log);
  EXPECT_GT(seconds_bridged(picture, media::GapReason::lost) + seconds_of_gaps(picture), 30);
  // Every picture that is there follows the one before, or is a key picture.
  const auto samples = recorded_samples(*camera.log);
  for (std::size_t i = 1; i < samples.size(); ++i)
    if (!samples[i].is_key) EXPECT_LT(samples[i].start - samples[i - 1].start, 0.05);
  expect_in_step(camera, microphone);
}

TEST_F(TrackRecorderTest, Vp8KeepsTheLowerLayerThroughLosses) {
  auto& other = lesson.add(Codec::vp8);
  other.way = {.loss = 0.02, .repairs = false};
  other.frame_bytes = 700;
  lesson.run(60s);
  lesson.stop();
  const auto index = index_of(*other.log);
  EXPECT_EQ(index.inits[0].codec, "vp08.00.21.08");
  EXPECT_NEAR(seconds(other), 60, 0.15);
  // Some 36 frames are lost. Half of them no other frame needs; the others cost what comes until the loss is
  // given up for lost and a key frame has come, 20 frames. Without layers all would cost that.
  EXPECT_GT(recorded_samples(*other.log).size(), 1800U - 36 - 18 * 20 - 50);
  expect_in_step(other, microphone);
}

TEST_F(TrackRecorderTest, MutedMinutesAreGapsOnTheGridForWhoeverWatches) {
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

TEST_F(TrackRecorderTest, ASenderThatStopsCountingWhileItIsAwayIsPutWhereItBelongs) {
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

TEST_F(TrackRecorderTest, APublisherThatIsGoneIsAGapAndComesBackInTheSameRecording) {
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

TEST_F(TrackRecorderTest, AnotherDeviceGoesOnWithoutAGap) {
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

TEST_F(TrackRecorderTest, AWallClockThatIsSetMovesNothing) {
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

TEST_F(TrackRecorderTest, SoundThatTakesLongerToCodeIsStillWithItsPicture) {
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

/// Real pictures with losses: whatever is recorded must be decodable to the last bit.
TEST(TrackRecorder, DecodersHaveNothingToComplainAboutAfterLosses) {
  const std::string_view source =
      "-f lavfi -i testsrc2=size=320x240:rate=30:duration=20 -c:v libx264 -preset ultrafast "
      "-profile:v baseline -g 15 -x264opts slices=2";
  const auto coded = media::test::coded_samples(source);
  const auto stream = media::test::coded_annex_b(source);
  std::string parameters;
  for (const auto unit : media::split_annex_b(stream)) {
    const auto type = media::h264_unit_type(unit);
    if (type == media::H264UnitType::sequence_parameters || type == media::H264UnitType::picture_parameters)
      media::append_unit(parameters, unit);
    if (type == media::H264UnitType::idr_slice) break;
  }
  const media::test::TemporaryFolder folder;
  const rtc::Instant begin{1000s};
  const MediaClock clock(begin, Timestamp(0s));
  SenderClock sender;
  const auto log = media::TrackLog::create(folder / "track", track_record(Codec::h264, {})).value();
  TrackRecorder recorder({.codec = Codec::h264}, *log, clock, sender);
  std::mt19937 random(3);
  std::uint16_t sequence = 0;
  std::size_t decodable = 0;
  bool is_intact = false;
  auto now = begin;
  for (std::size_t i = 0; i < coded.size(); ++i, now += 33'333us) {
    const bool is_key = i % 15 == 0;
    const auto payloads = test::h264_payloads(is_key ? parameters + coded[i] : coded[i], 700);
    is_intact = is_intact || is_key;
    for (std::size_t p = 0; p < payloads.size(); ++p) {
      auto packet = test::rtp_packet(1, sequence++, static_cast<std::uint32_t>(i * 3'000),
                                     p + 1 == payloads.size(), payloads[p]);
      const bool is_lost = random() % 100 < 3;
      is_intact = is_intact && !is_lost;
      if (!is_lost) recorder.on_rtp(*rtc::RtpPacket::parse(packet), now);
    }
    decodable += is_intact ? 1 : 0;
    if (i % 3 == 0) recorder.on_time(now);
  }
  recorder.stop(now);
  const auto counters = recorder.counters();
  EXPECT_GT(counters.lost, 20U);
  EXPECT_GT(counters.dropped, 50U);
  media::test::write_text(folder / "pictures.mp4", test::whole_file(*log));
  const auto samples = recorded_samples(*log);
  EXPECT_EQ(samples.size(), decodable);
  EXPECT_GT(samples.size(), 100U);
  EXPECT_EQ(media::test::decoded_times(folder / "pictures.mp4", "v:0").size(), samples.size());
}

/// An hour with clocks that are off by as much as cheap ones are, a rejoin in its middle, and losses.
TEST(TrackRecorder, AfterAnHourOfDriftSoundAndPictureAreTogether) {
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

}  // namespace
}  // namespace vtp::live
