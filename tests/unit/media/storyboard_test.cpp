#include "media/storyboard.h"

#include <gtest/gtest.h>

namespace vtp::media {
namespace {

TEST(Storyboard, HasAFrameForEachTenSeconds) {
  EXPECT_EQ(storyboard_for(0).frames, 1);
  EXPECT_EQ(storyboard_for(0.04).frames, 1);
  EXPECT_EQ(storyboard_for(10).frames, 1);
  EXPECT_EQ(storyboard_for(10.5).frames, 2);
  EXPECT_EQ(storyboard_for(3000).frames, 300);
  EXPECT_EQ(storyboard_for(3000).sheets(), 3);
}

TEST(Storyboard, SpreadsAtMostThreeHundredFramesOverALongLecture) {
  const auto board = storyboard_for(7200);
  EXPECT_EQ(board.frames, 300);
  EXPECT_DOUBLE_EQ(board.interval_seconds, 24);
}

TEST(Storyboard, CuesPointIntoTheSheets) {
  EXPECT_EQ(storyboard_vtt(storyboard_for(25), "storyboard/", "token=t"),
            "WEBVTT\n"
            "\n00:00:00.000 --> 00:00:10.000\nstoryboard/0.jpg?token=t#xywh=0,0,160,90\n"
            "\n00:00:10.000 --> 00:00:20.000\nstoryboard/0.jpg?token=t#xywh=160,0,160,90\n"
            "\n00:00:20.000 --> 00:00:25.000\nstoryboard/0.jpg?token=t#xywh=320,0,160,90\n");
}

TEST(Storyboard, TheHundredthFrameBeginsAnotherSheet) {
  const auto text = storyboard_vtt(storyboard_for(1130), "", "");
  EXPECT_NE(text.find("00:16:30.000 --> 00:16:40.000\n0.jpg#xywh=1440,810,160,90"), std::string::npos);
  EXPECT_NE(text.find("00:18:40.000 --> 00:18:50.000\n1.jpg#xywh=320,90,160,90"), std::string::npos);
}

}  // namespace
}  // namespace vtp::media
