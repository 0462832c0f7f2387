// Ten percent of the packets are gone, or late: what is recorded can be decoded, and the log says what is
// missing.
#include <random>

#include <gtest/gtest.h>

#include "live/recording/track_recorder.h"
#include "media/bitstreams/h264_units.h"
#include "support/live/rtp_packets.h"
#include "support/live/timeline.h"
#include "support/media/coded_media.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using sfu::Codec;
using test::errors;
using test::expect_in_step;
using test::index_of;
using test::recorded_samples;
using test::seconds;
using test::seconds_bridged;
using test::seconds_of_gaps;
using test::SimulatedClass;
using test::SimulatedStream;

class TrackRecorderLossesTest : public ::testing::Test {
 protected:
  SimulatedClass lesson;
  SimulatedStream& camera = lesson.add(Codec::h264);
  SimulatedStream& microphone = lesson.add(Codec::opus);
};

TEST_F(TrackRecorderLossesTest, TenPercentLossThatIsRepairedLeavesNoTrace) {
  camera.way = microphone.way = {.jitter = 30ms, .loss = 0.1, .duplicates = 0.05};
  lesson.run(120s);
  lesson.stop();
  EXPECT_NEAR(static_cast<double>(recorded_samples(*camera.log).size()), 3600, 40);
  EXPECT_LT(seconds_of_gaps(index_of(*camera.log)), 0.5);
  EXPECT_LT(seconds_of_gaps(index_of(*microphone.log)), 0.5);
  expect_in_step(camera, microphone);
  EXPECT_GT(camera.recorder->counters().duplicates + camera.recorder->counters().late, 100U);
}

TEST_F(TrackRecorderLossesTest, TenPercentLossThatIsNotRepairedIsSaidAndNothingIsBroken) {
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

TEST_F(TrackRecorderLossesTest, Vp8KeepsTheLowerLayerThroughLosses) {
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

/// Real pictures with losses: whatever is recorded must be decodable to the last bit.
TEST(TrackRecorderLosses, DecodersHaveNothingToComplainAboutAfterLosses) {
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

/// They come when their place was given up: sound is made up there, once, and a picture stands still until
/// the next key picture.
TEST_F(TrackRecorderLossesTest, WhatComesAfterItsPlaceWasGivenUpChangesNothing) {
  lesson.run(5s);
  camera.held_up = microphone.held_up = 800ms;
  lesson.run(30ms);
  camera.held_up = microphone.held_up = {};
  lesson.run(5s);
  lesson.stop();
  EXPECT_GE(microphone.recorder->counters().late, 1U);
  EXPECT_GE(camera.recorder->counters().late, 1U);
  for (const auto* const stream : {&camera, &microphone}) {
    EXPECT_NEAR(seconds(*stream), 10, 0.1);
    EXPECT_LT(seconds_of_gaps(index_of(*stream->log)), 0.1);
  }
  const auto sound = index_of(*microphone.log);
  EXPECT_NEAR(seconds_bridged(sound, media::GapReason::lost), 0.03, 0.011);
  EXPECT_NEAR(static_cast<double>(recorded_samples(*microphone.log).size()), 500, 2);
  const auto frozen = seconds_bridged(index_of(*camera.log), media::GapReason::lost);
  EXPECT_GT(frozen, 0.4);
  EXPECT_LT(frozen, 1);
  expect_in_step(camera, microphone);
}

/// Numbers wrap after 1.5 s of pictures, timestamps after 0.7 s of them and 1.4 s of sound.
TEST_F(TrackRecorderLossesTest, NumbersAndTimestampsThatWrapAreNoLoss) {
  camera.frame_bytes = 8'000;
  lesson.run(20s);
  lesson.stop();
  EXPECT_GT(camera.recorder->counters().packets, 2U * 536);
  EXPECT_GT(microphone.recorder->counters().packets, 536U);
  for (const auto* const stream : {&camera, &microphone}) {
    EXPECT_EQ(stream->recorder->counters().lost, 0U);
    EXPECT_EQ(stream->recorder->counters().late, 0U);
    EXPECT_EQ(stream->recorder->counters().dropped, 0U);
    EXPECT_TRUE(index_of(*stream->log).gaps.empty());
    EXPECT_NEAR(seconds(*stream), 20, 0.1);
  }
  expect_in_step(camera, microphone);
}

}  // namespace
}  // namespace vtp::live
