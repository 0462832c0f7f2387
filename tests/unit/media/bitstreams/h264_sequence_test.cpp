#include "media/bitstreams/h264_sequence.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "media/bitstreams/h264_units.h"
#include "support/media/coded_media.h"

namespace vtp::media {
namespace {

using namespace std::string_view_literals;

std::string sequence_of(std::string_view arguments) {
  const auto stream = test::coded_annex_b(arguments);
  for (const auto unit : split_annex_b(stream))
    if (h264_unit_type(unit) == H264UnitType::sequence_parameters) return std::string(unit);
  return {};
}

TEST(H264Sequence, DescribesWhatEncodersMake) {
  struct Case {
    std::string_view arguments;
    PictureSize size;
    std::string_view codec;
  };
  for (const auto& [arguments, size, codec] : {
           Case{"-f lavfi -i testsrc2=size=640x360:duration=0.2 -c:v libx264 -profile:v baseline -level 3.1",
                {640, 360},
                "avc1.42C01F"},
           Case{"-f lavfi -i testsrc2=size=1920x1080:duration=0.1 -c:v libx264 "
                "-profile:v main -level 4.0",
                {1920, 1080},
                "avc1.4D4028"},
           Case{"-f lavfi -i testsrc2=size=318x178:duration=0.2 -c:v libx264 -profile:v high -level 3.0",
                {318, 178},
                "avc1.64001E"},
           Case{"-f lavfi -i testsrc2=size=320x240:duration=0.2 -c:v libx264 -pix_fmt yuv422p10le -level 3.0",
                {320, 240},
                "avc1.7A001E"},
           Case{"-f lavfi -i testsrc2=size=720x576:duration=0.2 -c:v libx264 -flags +ilme+ildct -x264opts "
                "tff=1 -level 3.0",
                {720, 576},
                "avc1.64001E"},
       }) {
    const auto sequence = read_h264_sequence(sequence_of(arguments));
    ASSERT_TRUE(sequence) << codec;
    EXPECT_EQ(sequence->size, size) << codec;
    EXPECT_EQ(sequence->codec(), codec);
  }
}

TEST(H264Sequence, OfABrowserIsConstrainedBaseline) {
  // OpenH264 in Chromium, 640x360.
  const auto sequence = read_h264_sequence("\x67\x42\xC0\x1F\x8C\x8D\x40\x50\x17\xFC\xB0\x0F\x08\x84\x6A"sv);
  ASSERT_TRUE(sequence);
  EXPECT_EQ(sequence->codec(), "avc1.42C01F");
  EXPECT_EQ(sequence->size, (PictureSize{640, 360}));
  EXPECT_FALSE(sequence->is_high());
}

TEST(H264Sequence, ReadsScalingListsAndDepths) {
  const auto sequence = read_h264_sequence(
      sequence_of("-f lavfi -i testsrc2=size=320x240:duration=0.2 -c:v libx264 -pix_fmt yuv420p10le "
                  "-x264opts cqm=jvt"));
  ASSERT_TRUE(sequence);
  EXPECT_EQ(sequence->luma_depth, 10);
  EXPECT_EQ(sequence->chroma_depth, 10);
  EXPECT_EQ(sequence->chroma_format, 1);
  EXPECT_EQ(sequence->size, (PictureSize{320, 240}));
  EXPECT_TRUE(sequence->is_high());
}

TEST(H264Sequence, IsNoOtherUnit) {
  EXPECT_FALSE(read_h264_sequence(""));
  EXPECT_FALSE(read_h264_sequence("\x67\x42\xC0"sv));
  EXPECT_FALSE(read_h264_sequence("\x68\x42\xC0\x1F\x8C\x8D\x40\x50\x17\xFC\xB0\x0F\x08\x84\x6A"sv));
}

RC_GTEST_PROP(H264Sequence, DamageNeverHarms, ()) {
  auto unit = std::string(
      "\x67\x64\x00\x1F\xAC\xD9\x40\xA0\x2F\xF9\x61\x00\x00\x03\x00\x01\x00\x00\x03\x00"
      "\x3C\x0F\x18\x31\x96"sv);
  for (int i = 0; i < 3; ++i)
    unit[*rc::gen::inRange<std::size_t>(1, unit.size())] = *rc::gen::arbitrary<char>();
  unit.resize(*rc::gen::inRange<std::size_t>(0, unit.size() + 1));
  if (const auto sequence = read_h264_sequence(unit)) {
    RC_ASSERT(sequence->size.width > 0 && sequence->size.width <= 16384);
    RC_ASSERT(sequence->size.height > 0 && sequence->size.height <= 16384);
  }
}

}  // namespace
}  // namespace vtp::media
