#include "media/mp4/track.h"

#include <gtest/gtest.h>

#include "media/bitstreams/h264_units.h"
#include "media/cmaf/init_segment.h"
#include "support/media/fake_rendition.h"

namespace vtp::media::mp4 {
namespace {

using test::fake_rendition;

TEST(Track, IsReadFromItsInitialisationSegment) {
  const auto video = parse_init(fake_rendition(TrackKind::video, 15360, 512, {1}).init).value();
  EXPECT_EQ(video.kind, TrackKind::video);
  EXPECT_EQ(video.timescale, 15360U);
  EXPECT_EQ(video.codec, "avc1.64051F");
  const auto audio = parse_init(fake_rendition(TrackKind::audio, 48000, 1024, {1}).init).value();
  EXPECT_EQ(audio.kind, TrackKind::audio);
  EXPECT_EQ(audio.codec, "mp4a.40.2");
}

TEST(Track, ParametersOfH264StandBeforeAKeyFrameLikeItsUnits) {
  const std::vector<std::string> pictures{"\x68pic", "\x68set"};
  const std::string sequence = "\x67\x42\x40\x1Fseq";
  const H264Sequence described{.profile = 0x42, .compatibility = 0x40, .level = 0x1F, .size = {640, 360}};
  const auto units = parameter_units(write_init_segment(avc_format(described, sequence, pictures)));
  std::string expected;
  append_unit(expected, sequence);
  for (const auto& picture : pictures) append_unit(expected, picture);
  EXPECT_EQ(units, expected);
  EXPECT_EQ(parameter_units(write_init_segment(opus_format(2))), "");
  EXPECT_EQ(parameter_units("x"), "");
}

}  // namespace
}  // namespace vtp::media::mp4
