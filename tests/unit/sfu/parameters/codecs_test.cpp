#include "sfu/parameters/codecs.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

CodecView h264(const CodecParameters& parameters) {
  return {.mime_type = "video/H264", .clock_rate = 90'000, .parameters = &parameters};
}

CodecParameters profile(std::string id, std::int64_t mode = 1) {
  return {{"profile-level-id", std::move(id)}, {"packetization-mode", mode}};
}

TEST(Codecs, NamesAreReadInAnyCase) {
  EXPECT_EQ(codec_of("audio/OPUS"), Codec::opus);
  EXPECT_EQ(codec_of("video/h264"), Codec::h264);
  EXPECT_EQ(codec_of("video/AV1"), Codec::av1);
  EXPECT_EQ(codec_of("video/H265"), std::nullopt);
  EXPECT_EQ(codec_of("video/rtx"), std::nullopt);
  EXPECT_TRUE(is_rtx("Video/RTX"));
  EXPECT_EQ(kind_of("AUDIO/x"), MediaKind::audio);
  EXPECT_EQ(kind_of("text/x"), std::nullopt);
}

TEST(Codecs, ProfilesOfH264) {
  EXPECT_EQ(h264_profile("42e01f"), H264Profile::constrained_baseline);
  EXPECT_EQ(h264_profile("42c01f"), H264Profile::constrained_baseline);
  EXPECT_EQ(h264_profile("42001f"), H264Profile::baseline);
  EXPECT_EQ(h264_profile("4D0032"), H264Profile::main);
  EXPECT_EQ(h264_profile("4d001f"), H264Profile::main);
  EXPECT_EQ(h264_profile("640c1f"), H264Profile::constrained_high);
  EXPECT_EQ(h264_profile("64001f"), H264Profile::high);
  for (const auto* bad : {"", "42e01", "42e01f0", "zze01f", "42e0 f", "f4001f"})
    EXPECT_EQ(h264_profile(bad), std::nullopt) << bad;
}

TEST(Codecs, WhoDecodesWhat) {
  const auto baseline = profile("42e01f");
  const auto main = profile("4d0032");
  EXPECT_TRUE(can_decode(h264(baseline), h264(profile("42e034"))));
  EXPECT_TRUE(can_decode(h264(baseline), h264(profile("42001f")))) << "made by nobody as it could be";
  EXPECT_FALSE(can_decode(h264(baseline), h264(main)));
  EXPECT_TRUE(can_decode(h264(baseline), h264(profile("42e01f", 0))));
  EXPECT_FALSE(can_decode(h264(profile("42e01f", 0)), h264(baseline)));
  const CodecParameters none;
  EXPECT_TRUE(can_decode(h264(none), h264(none)));

  const CodecParameters profile_2{{"profile-id", std::int64_t{2}}};
  const auto vp9 = [](const CodecParameters& parameters) {
    return CodecView{.mime_type = "video/VP9", .clock_rate = 90'000, .parameters = &parameters};
  };
  EXPECT_TRUE(can_decode(vp9(none), vp9(none)));
  EXPECT_FALSE(can_decode(vp9(none), vp9(profile_2)));

  CodecView opus{.mime_type = "audio/opus", .clock_rate = 48'000, .channels = 2, .parameters = &none};
  auto mono = opus;
  mono.channels = 1;
  EXPECT_TRUE(can_decode(opus, opus));
  EXPECT_FALSE(can_decode(opus, mono));
}

TEST(Codecs, ScalabilityModes) {
  const auto layers = [](std::string_view text) {
    const auto mode = parse_scalability_mode(text);
    return std::pair<int, int>(mode.spatial, mode.temporal);
  };
  EXPECT_EQ(layers("L1T3"), std::pair(1, 3));
  EXPECT_EQ(layers("L3T3_KEY"), std::pair(3, 3));
  EXPECT_EQ(layers("S2T1"), std::pair(2, 1));
  for (const auto* other : {"", "L", "L0T1", "L9T1", "X1T1", "L1X1", "L1T"})
    EXPECT_EQ(layers(other), std::pair(1, 1)) << other;
}

}  // namespace
}  // namespace vtp::sfu
