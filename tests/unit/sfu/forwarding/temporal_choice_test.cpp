#include "sfu/forwarding/temporal_choice.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

TEST(TemporalChoice, JudgesLatePacketsAsTheirFrameWasJudged) {
  TemporalChoice choice;
  choice.begin(100, 0);
  choice.change(110, 2);
  choice.change(120, 1);
  EXPECT_EQ(choice.current(), 1);
  EXPECT_FALSE(choice.includes(120, 2));
  EXPECT_TRUE(choice.includes(125, 1));
  EXPECT_TRUE(choice.includes(119, 2));
  EXPECT_FALSE(choice.includes(109, 1));
  EXPECT_TRUE(choice.includes(100, 0));
}

TEST(TemporalChoice, ForgetsWhatCameBeforeAnotherEncoding) {
  TemporalChoice choice;
  choice.begin(100, 2);
  choice.begin(50, 1);
  EXPECT_TRUE(choice.includes(100, 1));
  EXPECT_FALSE(choice.includes(100, 2));
  EXPECT_FALSE(choice.includes(49, 0));
}

TEST(TemporalChoice, LetsNothingThroughThatItDoesNotRemember) {
  TemporalChoice choice;
  choice.begin(0, 2);
  for (int frame = 1; frame <= 8; ++frame) choice.change(10 * frame, frame % 2 == 0 ? 2 : 0);
  EXPECT_FALSE(choice.includes(5, 0)) << "eight changes ago";
  EXPECT_TRUE(choice.includes(10, 0));
  EXPECT_FALSE(choice.includes(10, 1));
  EXPECT_TRUE(choice.includes(25, 2));
}

}  // namespace
}  // namespace vtp::sfu
