#include "live/recording/h264_assembler.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "media/bitstreams/h264_units.h"
#include "support/live/rtp_packets.h"
#include "support/media/coded_media.h"

namespace vtp::live {
namespace {

using namespace std::string_literals;
using test::buffered;

constexpr media::PictureSize size{640, 368};

class H264AssemblerTest : public ::testing::Test {
 protected:
  /// A picture in packets of which those numbered in `lost` do not come.
  std::vector<CodedFrame> push(std::uint32_t timestamp, const std::string& sample,
                               const std::vector<std::size_t>& lost = {}, std::size_t longest = 1100) {
    std::vector<CodedFrame> frames;
    const auto payloads = test::h264_payloads(sample, longest);
    for (std::size_t i = 0; i < payloads.size(); ++i) {
      if (std::ranges::find(lost, i) != lost.end()) {
        follows_loss = true;
        continue;
      }
      assembler.push(buffered(timestamp, i + 1 == payloads.size(), payloads[i]), follows_loss, frames);
      follows_loss = false;
    }
    return frames;
  }
  std::vector<CodedFrame> picture(std::uint32_t timestamp, bool is_key,
                                  const std::vector<std::size_t>& lost = {}) {
    return push(timestamp, test::fake_h264(is_key, size, std::string(200, 'x')), lost, 100);
  }

  H264Assembler assembler;
  bool follows_loss = false;
};

TEST_F(H264AssemblerTest, TakesParametersOutOfPicturesAndDescribesThem) {
  const auto frames = push(1, test::fake_h264(true, size, "content"));
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_TRUE(frames[0].is_key);
  EXPECT_FALSE(frames[0].is_broken);
  EXPECT_EQ(media::split_sample(frames[0].data)->size(), 1U);
  EXPECT_EQ(test::content_of_fake_h264(frames[0].data), "content");
  ASSERT_TRUE(frames[0].format);
  EXPECT_EQ(frames[0].format->codec, "avc1.42C01F");
  EXPECT_EQ(frames[0].format->size, size);
}

TEST_F(H264AssemblerTest, PutsPiecesTogether) {
  const std::string content(5'000, 'x');
  const auto frames = push(1, test::fake_h264(true, size, content));
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_EQ(test::content_of_fake_h264(frames[0].data), content);
}

TEST_F(H264AssemblerTest, OpensAggregates) {
  std::vector<CodedFrame> frames;
  const auto parameters = test::h264_aggregate({test::h264_sequence_unit(size), test::h264_picture_unit()});
  assembler.push(buffered(1, false, parameters), false, frames);
  assembler.push(buffered(1, true, "\x65\x80slice"), false, frames);
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_TRUE(frames[0].is_key);
  EXPECT_EQ(media::split_sample(frames[0].data)->front(), "\x65\x80slice");
}

TEST_F(H264AssemblerTest, RealPicturesAreStoredAsTheyWere) {
  const std::string_view source =
      "-f lavfi -i testsrc2=size=640x368:rate=10:duration=2 -c:v libx264 -profile:v baseline -g 10 "
      "-x264opts slices=3";
  const auto samples = media::test::coded_samples(source);
  const auto stream = media::test::coded_annex_b(source);
  std::string parameters;
  for (const auto unit : media::split_annex_b(stream)) {
    const auto type = media::h264_unit_type(unit);
    if (parameters.size() < 2'000 &&
        (type == media::H264UnitType::sequence_parameters || type == media::H264UnitType::picture_parameters))
      media::append_unit(parameters, unit);
    if (type == media::H264UnitType::idr_slice) break;
  }
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const bool is_key = i % 10 == 0;
    const auto frames = push(static_cast<std::uint32_t>(i), is_key ? parameters + samples[i] : samples[i]);
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].is_key, is_key);
    EXPECT_FALSE(frames[0].is_broken);
    EXPECT_EQ(frames[0].data, samples[i]);
  }
}

TEST_F(H264AssemblerTest, PicturesAreBrokenFromALossToTheNextKeyPicture) {
  EXPECT_FALSE(picture(1, true).at(0).is_broken);
  EXPECT_FALSE(picture(2, false).at(0).is_broken);
  EXPECT_TRUE(picture(3, false, {1}).empty());
  const auto after = picture(4, false).at(0);
  EXPECT_TRUE(after.is_broken);
  EXPECT_TRUE(after.follows_loss);
  EXPECT_TRUE(picture(5, false).at(0).is_broken);
  const auto key = picture(6, true).at(0);
  EXPECT_TRUE(key.is_key);
  EXPECT_FALSE(key.is_broken);
  EXPECT_FALSE(picture(7, false).at(0).is_broken);
}

TEST_F(H264AssemblerTest, EveryLostPacketIsNoticed) {
  for (std::size_t lost = 0; lost < 5; ++lost) {
    picture(1, true);
    const auto frames = picture(2, false, {lost});
    EXPECT_TRUE(frames.empty()) << lost;
    EXPECT_TRUE(picture(3, false).at(0).is_broken) << lost;
  }
}

TEST_F(H264AssemblerTest, WholePicturesThatAreMissingAreNoticed) {
  picture(1, true);
  follows_loss = true;
  EXPECT_TRUE(picture(3, false).at(0).is_broken);
}

TEST_F(H264AssemblerTest, AKeyPictureThatLostItsParametersIsNone) {
  picture(1, true);
  const auto frames = picture(2, true, {0, 1});
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_FALSE(frames[0].is_key);
  EXPECT_TRUE(frames[0].is_broken);
}

TEST_F(H264AssemblerTest, NothingIsDecodableBeforeTheFirstKeyPicture) {
  EXPECT_TRUE(picture(1, false).at(0).is_broken);
  EXPECT_TRUE(push(2,
                   "\0\0\0\x06\x65\x80"
                   "abcd"s)
                  .at(0)
                  .is_broken);
}

TEST_F(H264AssemblerTest, ASenderWithoutMarkersIsUnderstood) {
  std::vector<CodedFrame> frames;
  for (const auto& payload : test::h264_payloads(test::fake_h264(true, size, "one")))
    assembler.push(buffered(1, false, payload), false, frames);
  assembler.push(buffered(2, true, "\x41\x80two"), false, frames);
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_TRUE(frames[0].is_key);
  EXPECT_FALSE(frames[1].is_broken);
}

TEST_F(H264AssemblerTest, AnotherSizeIsAnotherFormat) {
  const auto before = push(1, test::fake_h264(true, {640, 368}, "x")).at(0).format;
  const auto after = push(2, test::fake_h264(true, {320, 176}, "x")).at(0).format;
  EXPECT_NE(before, after);
  EXPECT_EQ(after->size, (media::PictureSize{320, 176}));
}

RC_GTEST_PROP(H264Assembler, TakesWhateverComes, ()) {
  H264Assembler assembler;
  std::vector<CodedFrame> frames;
  for (const auto& text : *rc::gen::arbitrary<std::vector<std::string>>()) {
    const auto head =
        *rc::gen::element<std::string>("\x65", "\x41", "\x78", "\x7C\x85", "\x7C\x45", "\x67", "\x68", "");
    assembler.push(buffered(*rc::gen::inRange(0U, 3U), *rc::gen::arbitrary<bool>(), head + text),
                   *rc::gen::arbitrary<bool>(), frames);
  }
  for (const auto& frame : frames) RC_ASSERT(media::split_sample(frame.data));
}

}  // namespace
}  // namespace vtp::live
