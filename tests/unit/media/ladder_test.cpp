#include "media/ladder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::media {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

constexpr FrameRate film{24, 1};

auto is_rung(std::string name, std::string label, PictureSize size, int kbps) {
  return AllOf(Field("name", &Rung::name, name), Field("label", &Rung::label, label),
               Field("size", &Rung::size, size), Field("video_kbps", &Rung::video_kbps, kbps));
}

TEST(Ladder, FullHdGetsAllFourRungs) {
  EXPECT_THAT(
      ladder_for(PictureSize{1920, 1080}, film),
      ElementsAre(is_rung("360p", "VeryLow", {640, 360}, 500), is_rung("480p", "Low", {854, 480}, 1000),
                  is_rung("720p", "Medium", {1280, 720}, 2000),
                  is_rung("1080p", "High", {1920, 1080}, 4000)));
}

TEST(Ladder, NothingIsUpscaled) {
  EXPECT_THAT(
      ladder_for(PictureSize{1280, 720}, film),
      ElementsAre(is_rung("360p", "VeryLow", {640, 360}, 500), is_rung("480p", "Low", {854, 480}, 1000),
                  is_rung("720p", "Medium", {1280, 720}, 2000)));
}

TEST(Ladder, ASourceFarAboveARungGetsOneAtItsOwnHeight) {
  EXPECT_THAT(
      ladder_for(PictureSize{1066, 600}, film),
      ElementsAre(is_rung("360p", "VeryLow", {640, 360}, 500), is_rung("480p", "Low", {852, 480}, 1000),
                  is_rung("600p", "Medium", {1066, 600}, 1389)));
}

TEST(Ladder, TenPercentAboveARungIsNotFar) {
  EXPECT_EQ(ladder_for(PictureSize{704, 396}, film).back().name, "360p");
  EXPECT_EQ(ladder_for(PictureSize{708, 398}, film).back().name, "398p");
  EXPECT_EQ(ladder_for(PictureSize{1408, 792}, film).back().name, "720p");
  EXPECT_EQ(ladder_for(PictureSize{1412, 794}, film).back().name, "794p");
}

TEST(Ladder, ASmallSourceGetsOneRungAtItsOwnHeight) {
  EXPECT_THAT(ladder_for(PictureSize{426, 240}, film),
              ElementsAre(is_rung("240p", "VeryLow", {426, 240}, 222)));
}

TEST(Ladder, AboveTheLadderIsTheHighestRung) {
  EXPECT_EQ(ladder_for(PictureSize{3840, 2160}, film).back().name, "1080p");
}

TEST(Ladder, PortraitIsNamedByItsWidth) {
  EXPECT_THAT(
      ladder_for(PictureSize{720, 1280}, film),
      ElementsAre(is_rung("360p", "VeryLow", {360, 640}, 500), is_rung("480p", "Low", {480, 854}, 1000),
                  is_rung("720p", "Medium", {720, 1280}, 2000)));
}

TEST(Ladder, OddSizesBecomeEven) {
  EXPECT_THAT(ladder_for(PictureSize{427, 241}, film),
              ElementsAre(is_rung("240p", "VeryLow", {426, 240}, 222)));
}

TEST(Ladder, FrameRateIsTheSourceButAtMostThirty) {
  EXPECT_EQ(ladder_for(PictureSize{640, 360}, {30000, 1001})[0].frame_rate, (FrameRate{30000, 1001}));
  EXPECT_EQ(ladder_for(PictureSize{640, 360}, {60, 1})[0].frame_rate, (FrameRate{30, 1}));
  EXPECT_EQ(ladder_for(PictureSize{640, 360}, {5, 1})[0].frame_rate, (FrameRate{5, 1}));
}

TEST(Ladder, AVaryingRateIsSampledFinely) {
  MediaInfo info;
  info.video = VideoInfo{.size = {640, 360},
                         .frame_rate = {23, 10},
                         .finest_frame_rate = {90, 1},
                         .has_variable_frame_rate = true};
  EXPECT_EQ(ladder_for(info)[0].frame_rate, (FrameRate{30, 1}));
}

TEST(Ladder, SoundAloneHasNoRungs) {
  MediaInfo info;
  info.audio = AudioInfo{};
  EXPECT_THAT(ladder_for(info), IsEmpty());
}

TEST(Ladder, ConfigurationReplacesTheSteps) {
  const auto steps = parse_ladder(" 240:300, 540:1200 ").value();
  EXPECT_THAT(steps, ElementsAre(LadderStep{"VeryLow", 240, 300}, LadderStep{"Low", 540, 1200}));
  EXPECT_THAT(
      ladder_for(PictureSize{1920, 1080}, film, steps),
      ElementsAre(is_rung("240p", "VeryLow", {426, 240}, 300), is_rung("540p", "Low", {960, 540}, 1200)));
}

TEST(Ladder, NonsenseInTheConfigurationIsRefused) {
  for (const auto* text : {"", "360", "360:", "360:500:1", "480:1000,360:500", "360:500,360:600", "361:500",
                           "8:500", "360:0", "360:5x", "2:20,4:20,6:20,8:20,10:20"})
    EXPECT_FALSE(parse_ladder(text)) << text;
}

RC_GTEST_PROP(Ladder, RungsAscendAreEvenAndNeverAboveTheSource, ()) {
  const PictureSize source{*rc::gen::inRange(2, 8193), *rc::gen::inRange(2, 8193)};
  const auto rungs = ladder_for(source, film);
  RC_ASSERT(!rungs.empty() && rungs.size() <= 4U);
  int last_lines = 0;
  for (const auto& rung : rungs) {
    RC_ASSERT(rung.size.width % 2 == 0 && rung.size.height % 2 == 0);
    RC_ASSERT(rung.size.shorter_side() <= source.shorter_side());
    RC_ASSERT(rung.size.shorter_side() > last_lines);
    RC_ASSERT(rung.name == std::to_string(rung.size.shorter_side()) + "p");
    last_lines = rung.size.shorter_side();
  }
}

TEST(Labels, HaveLevels) {
  EXPECT_EQ(label_level("VeryLow"), 0);
  EXPECT_EQ(label_level("High"), 3);
  EXPECT_EQ(label_level("Ultra"), -1);
}

TEST(MegabytesPerHour, FollowTheBitRate) {
  EXPECT_EQ(mb_per_hour(628'000), 283);
}

}  // namespace
}  // namespace vtp::media
