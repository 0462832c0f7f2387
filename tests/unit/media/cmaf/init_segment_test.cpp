#include "media/cmaf/init_segment.h"

#include <gtest/gtest.h>

#include "support/media/box_tree.h"

namespace vtp::media {
namespace {

TEST(InitSegment, OfSoundHasTheseBoxes) {
  EXPECT_EQ(test::box_tree(write_init_segment(opus_format(2))),
            "ftyp 28\n"
            "moov 562\n"
            " mvhd 108\n"
            " trak 406\n"
            "  tkhd 92\n"
            "  mdia 306\n"
            "   mdhd 32\n"
            "   hdlr 33\n"
            "   minf 233\n"
            "    smhd 16\n"
            "    dinf 36\n"
            "     dref 28\n"
            "      url  12\n"
            "    stbl 173\n"
            "     stsd 71\n"
            "      Opus 55\n"
            "       dOps 19\n"
            "     stts 16\n"
            "     stsc 16\n"
            "     stsz 20\n"
            "     stco 16\n"
            "     sgpd 26\n"
            " mvex 40\n"
            "  trex 32\n");
}

TEST(InitSegment, OfPicturesHasAVideoHeaderAndNoPreRoll) {
  const auto tree = test::box_tree(
      write_init_segment(vp8_format({.is_key = true, .is_shown = true, .version = 0, .size = {640, 480}})));
  EXPECT_NE(tree.find("    vmhd 20\n"), std::string::npos);
  EXPECT_NE(tree.find("      vp08 106\n       vpcC 20\n"), std::string::npos);
  EXPECT_EQ(tree.find("sgpd"), std::string::npos);
  EXPECT_EQ(tree.find("broken"), std::string::npos);
}

}  // namespace
}  // namespace vtp::media
