#include "media/encode_command.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/names.h"

namespace vtp::media {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class EncodeCommand : public ::testing::Test {
 protected:
  [[nodiscard]] EncodeRequest lecture() const {
    MediaInfo info;
    info.container = "mov";
    info.duration_seconds = 60;
    info.video = VideoInfo{.stream_index = 1, .codec = "h264", .size = {1280, 720}, .frame_rate = {30, 1}};
    info.video->profile = "High";
    info.video->level = 31;
    info.video->pixel_format = "yuv420p";
    info.audio = AudioInfo{.stream_index = 0, .codec = "aac"};
    return {.input = "/lectures/-i evil.mp4", .info = info, .rungs = ladder_for(info), .output = "/out"};
  }

  /// What follows each occurrence of an option.
  static std::vector<std::string> values_of(const std::vector<std::string>& arguments,
                                            std::string_view option) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i)
      if (arguments[i] == option) values.push_back(arguments[i + 1]);
    return values;
  }

  Tools tools;
};

TEST_F(EncodeCommand, DecodesOnceForAllRungs) {
  const auto arguments = encode_arguments(tools, lecture());
  EXPECT_THAT(values_of(arguments, "-i"), ElementsAre("file:/lectures/-i evil.mp4"));
  EXPECT_THAT(values_of(arguments, "-filter_complex"), ElementsAre(HasSubstr("split=3[s0][s1][s2]")));
  EXPECT_THAT(values_of(arguments, "-map"), ElementsAre("[v0]", "[v1]", "[v2]", "[a]"));
  EXPECT_THAT(values_of(arguments, "-maxrate"), ElementsAre("500k", "1000k", "2000k"));
}

TEST_F(EncodeCommand, AllRungsHaveTheirKeyFramesAtTheSameInstants) {
  const auto instants = values_of(encode_arguments(tools, lecture()), "-force_key_frames");
  EXPECT_THAT(instants, ElementsAre(instants[0], instants[0], instants[0]));
}

TEST_F(EncodeCommand, ALogKeepsItsTimesAndFiltersGoOnWhenPicturesChangeTheirSize) {
  auto request = lecture();
  EXPECT_THAT(values_of(encode_arguments(tools, request), "-reinit_filter"), IsEmpty());
  request.from_log = true;
  EXPECT_THAT(values_of(encode_arguments(tools, request), "-reinit_filter"), ElementsAre("0"));
  EXPECT_THAT(encode_arguments(tools, request), Contains("-copyts"));
}

TEST_F(EncodeCommand, OpensNothingButTheFile) {
  for (const auto& arguments : {encode_arguments(tools, lecture()),
                                package_arguments(tools, {.input = "a", .info = lecture().info})}) {
    EXPECT_THAT(values_of(arguments, "-protocol_whitelist"), ElementsAre("file"));
    EXPECT_LT(std::ranges::find(arguments, "-protocol_whitelist"), std::ranges::find(arguments, "-i"));
    EXPECT_THAT(values_of(arguments, "-max_pixels"), ElementsAre("67108864"));
  }
}

TEST_F(EncodeCommand, TellsNothingOfWhoFilmedItWhere) {
  const auto arguments = encode_arguments(tools, lecture());
  EXPECT_THAT(values_of(arguments, "-map_metadata"), ElementsAre("-1", "-1", "-1", "-1"));
}

TEST_F(EncodeCommand, WithoutSoundNothingIsMadeOfIt) {
  auto request = lecture();
  request.with_audio = false;
  EXPECT_THAT(values_of(encode_arguments(tools, request), "-c:a"), IsEmpty());
}

TEST_F(EncodeCommand, SoundAloneNeedsNoPictures) {
  auto request = lecture();
  request.info.video.reset();
  const auto arguments = encode_arguments(tools, request);
  EXPECT_THAT(values_of(arguments, "-c:v"), IsEmpty());
  EXPECT_THAT(values_of(arguments, "-filter_complex"), ElementsAre(HasSubstr("[0:0]aresample")));
}

TEST_F(EncodeCommand, InterlacedPicturesAreMadeWholeOnce) {
  auto request = lecture();
  request.info.video->is_interlaced = true;
  EXPECT_THAT(values_of(encode_arguments(tools, request), "-filter_complex"),
              ElementsAre(HasSubstr("[0:1]bwdif")));
}

TEST_F(EncodeCommand, PackagingCopiesThePictures) {
  const auto arguments = package_arguments(tools, {.input = "a.mp4", .info = lecture().info});
  EXPECT_THAT(values_of(arguments, "-c:v"), ElementsAre("copy"));
  EXPECT_THAT(values_of(arguments, "-c:a"), ElementsAre("aac"));
  EXPECT_THAT(arguments, Not(Contains("libx264")));
}

}  // namespace
}  // namespace vtp::media
