#include "media/bitstreams/vp8_frame.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/media/coded_media.h"

namespace vtp::media {
namespace {

using namespace std::string_view_literals;

TEST(Vp8Frame, DescribesWhatTheEncoderMakes) {
  const auto frames = test::coded_vp8(
      "-f lavfi -i testsrc2=size=322x242:rate=10:duration=2 -c:v libvpx -g 10 -deadline realtime");
  ASSERT_EQ(frames.size(), 20U);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto frame = read_vp8_frame(frames[i]);
    ASSERT_TRUE(frame) << i;
    EXPECT_EQ(frame->is_key, i % 10 == 0) << i;
    EXPECT_TRUE(frame->is_shown) << i;
    if (frame->is_key) EXPECT_EQ(frame->size, (PictureSize{322, 242}));
  }
}

TEST(Vp8Frame, IsNothingElse) {
  EXPECT_FALSE(read_vp8_frame(""));
  EXPECT_FALSE(read_vp8_frame("\x11\x00"sv));
  EXPECT_FALSE(read_vp8_frame("\x10\x00\x00\x9D\x01\x2A\x40\x01\x00"sv));      // too short
  EXPECT_FALSE(read_vp8_frame("\x10\x00\x00\x9D\x01\x2B\x40\x01\xF0\x00"sv));  // no mark
  EXPECT_FALSE(read_vp8_frame("\x10\x00\x00\x9D\x01\x2A\x00\xC0\xF0\x00"sv));  // no width
  EXPECT_FALSE(read_vp8_frame("\x19\x00\x00"sv));                              // version 4
  EXPECT_EQ(read_vp8_frame("\x10\x00\x00\x9D\x01\x2A\x40\xC1\xF0\x00"sv)->size, (PictureSize{320, 240}));
}

RC_GTEST_PROP(Vp8Frame, TakesWhateverComes, (const std::string& bytes)) {
  const auto frame = read_vp8_frame(bytes);
  RC_ASSERT(!frame || !frame->is_key || frame->size.width > 0);
}

}  // namespace
}  // namespace vtp::media
