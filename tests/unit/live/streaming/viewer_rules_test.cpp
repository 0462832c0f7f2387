#include "live/streaming/viewer_rules.h"

#include <gtest/gtest.h>

namespace vtp::live {
namespace {

using enum QualityLabel;

const std::set all{very_low, low, medium, high};

// The vectors of api.md section 6.9.
TEST(ViewerRules, AdaptByTheBuffer) {
  EXPECT_EQ(adapted(high, 15, all), very_low);
  EXPECT_EQ(adapted(high, 35, all), medium);
  EXPECT_EQ(adapted(low, 30, all), low);
  EXPECT_EQ(adapted(medium, 90, all), high);
  EXPECT_EQ(adapted(high, 90, all), high);
  EXPECT_EQ(adapted(medium, 85, all), medium);
}

TEST(ViewerRules, BoundsBelongToTheMiddle) {
  EXPECT_EQ(adapted(high, 20, all), medium);
  EXPECT_EQ(adapted(high, 40, all), high);
  EXPECT_EQ(adapted(very_low, 30, all), very_low) << "down never means up";
}

TEST(ViewerRules, StepsOutsideOfWhatIsProducedDoNothing) {
  const std::set produced{low, high};
  EXPECT_EQ(adapted(low, 90, produced), low);
  EXPECT_EQ(adapted(high, 30, produced), high);
  EXPECT_EQ(adapted(high, 10, produced), low) << "the lowest there is";
  EXPECT_EQ(adapted(medium, 10, {}), medium);
}

TEST(ViewerRules, GradeTheBuffer) {
  using enum classroom::ConnectionQuality;
  EXPECT_EQ(quality_of(81), excellent);
  EXPECT_EQ(quality_of(80), good);
  EXPECT_EQ(quality_of(60), fair);
  EXPECT_EQ(quality_of(40.5), fair);
  EXPECT_EQ(quality_of(40), poor);
}

TEST(ViewerRules, LabelsGoByTheLadder) {
  EXPECT_EQ(label_of(180), very_low);
  EXPECT_EQ(label_of(360), very_low);
  EXPECT_EQ(label_of(480), low);
  EXPECT_EQ(label_of(600), medium);
  EXPECT_EQ(label_of(720), medium);
  EXPECT_EQ(label_of(1080), high);
  EXPECT_EQ(label_of(2160), high);
}

TEST(ViewerRules, TheNearestIsTheOneBelow) {
  EXPECT_EQ(nearest(medium, all), medium);
  EXPECT_EQ(nearest(medium, {low, high}), low);
  EXPECT_EQ(nearest(very_low, {medium, high}), medium);
  EXPECT_EQ(nearest(low, {}), std::nullopt);
}

}  // namespace
}  // namespace vtp::live
