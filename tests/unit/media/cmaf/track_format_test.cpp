#include "media/cmaf/track_format.h"

#include <gtest/gtest.h>

#include "media/bitstreams/h264_units.h"
#include "media/cmaf/init_segment.h"
#include "media/mp4/track.h"
#include "support/media/coded_media.h"

namespace vtp::media {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

constexpr auto browser_sequence = "\x67\x42\xC0\x1F\x8C\x8D\x40\x50\x17\xFC\xB0\x0F\x08\x84\x6A"sv;

TEST(TrackFormat, OfH264HoldsTheParametersAndThePicturesSize) {
  const std::vector<std::string> pictures{"\x68\xCE\x3C\x80"};
  const auto format = avc_format(*read_h264_sequence(browser_sequence), browser_sequence, pictures);
  EXPECT_EQ(format.kind, TrackKind::video);
  EXPECT_EQ(format.timescale, 90'000U);
  EXPECT_EQ(format.codec, "avc1.42C01F");
  EXPECT_EQ(format.size, (PictureSize{640, 360}));
  EXPECT_EQ(
      test::content_of_box(format.sample_entry, "avcC"),
      "\x01\x42\xC0\x1F\xFF\xE1\x00\x0F"s + std::string(browser_sequence) + "\x01\x00\x04\x68\xCE\x3C\x80"s);
}

TEST(TrackFormat, OfVp8SaysProfileLevelAndDepth) {
  const auto format = vp8_format({.is_key = true, .is_shown = true, .version = 1, .size = {1280, 720}});
  EXPECT_EQ(format.codec, "vp08.01.31.08");
  EXPECT_EQ(test::content_of_box(format.sample_entry, "vpcC"),
            "\x01\x00\x00\x00\x01\x1F\x80\x02\x02\x02\x00\x00"sv);
  EXPECT_EQ(vp8_format({.is_key = true, .is_shown = true, .version = 0, .size = {160, 120}}).codec,
            "vp08.00.10.08");
}

TEST(TrackFormat, OfOpusSkipsNothing) {
  const auto format = opus_format(2);
  EXPECT_EQ(format.kind, TrackKind::audio);
  EXPECT_EQ(format.codec, "opus");
  EXPECT_EQ(test::content_of_box(format.sample_entry, "dOps"),
            "\x00\x02\x00\x00\x00\x00\xBB\x80\x00\x00\x00"sv);
}

TEST(TrackFormat, OfAacTicksWithTheSampleRate) {
  const auto format = aac_format({.object_type = 2, .sample_rate = 44100, .channels = 1});
  EXPECT_EQ(format.timescale, 44100U);
  EXPECT_EQ(format.codec, "mp4a.40.2");
}

TEST(TrackFormat, IsReadBackFromTheInitialisationSegment) {
  for (const auto& format : {avc_format(*read_h264_sequence(browser_sequence), browser_sequence, {}),
                             vp8_format({.is_key = true, .is_shown = true, .version = 0, .size = {640, 480}}),
                             opus_format(1), aac_format({})}) {
    const auto track = mp4::parse_init(write_init_segment(format));
    ASSERT_TRUE(track) << format.codec;
    EXPECT_EQ(track->codec, format.codec);
    EXPECT_EQ(track->kind, format.kind);
    EXPECT_EQ(track->timescale, format.timescale);
    EXPECT_EQ(track->id, cmaf_track_id);
  }
}

}  // namespace
}  // namespace vtp::media
