#include "media/names.h"

#include <gtest/gtest.h>

namespace vtp::media {
namespace {

TEST(SegmentName, HasFiveDigitsOrMore) {
  EXPECT_EQ(segment_name(0), "seg-00000.m4s");
  EXPECT_EQ(segment_name(123456), "seg-123456.m4s");
  for (const std::size_t number : {0U, 7U, 99999U, 100000U})
    EXPECT_EQ(parse_segment_name(segment_name(number)), number);
}

TEST(SegmentName, EveryOtherTextIsRefused) {
  for (const auto* text :
       {"", "seg-.m4s", "seg-0000.m4s", "seg-012345.m4s", "seg-0000a.m4s", "seg-00000.mp4", "seg-+0001.m4s",
        "../seg-00000.m4s", "seg-00000.m4s/..", "seg-9999999999.m4s", ".m4s"})
    EXPECT_FALSE(parse_segment_name(text)) << text;
}

TEST(RenditionName, IsLowerCaseLettersDigitsAndDashes) {
  EXPECT_TRUE(is_rendition_name("720p"));
  EXPECT_TRUE(is_rendition_name("720p-av"));
  for (const auto* text : {"", "-a", "..", "720P", "a/b", "a.b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    EXPECT_FALSE(is_rendition_name(text)) << text;
}

TEST(RenditionName, InterleavedOnesNameTheirVideo) {
  EXPECT_EQ(video_of_interleaved("720p-av"), "720p");
  EXPECT_EQ(interleaved_name("720p"), "720p-av");
  EXPECT_FALSE(video_of_interleaved("720p"));
  EXPECT_FALSE(video_of_interleaved("-av"));
}

}  // namespace
}  // namespace vtp::media
