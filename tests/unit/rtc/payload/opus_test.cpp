#include "rtc/payload/opus.h"

#include <gtest/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

using namespace std::chrono_literals;

TEST(Opus, ReadsDurations) {
  EXPECT_EQ(read_opus(from_hex("78"))->duration(), 20ms);     // hybrid, one frame
  EXPECT_EQ(read_opus(from_hex("18"))->duration(), 60ms);     // SILK
  EXPECT_EQ(read_opus(from_hex("80"))->duration(), 2500us);   // CELT
  EXPECT_EQ(read_opus(from_hex("F9"))->duration(), 40ms);     // two frames
  EXPECT_EQ(read_opus(from_hex("FB 03"))->duration(), 60ms);  // as many as the next byte says
  EXPECT_EQ(read_opus(from_hex("08"))->frame_duration, 20ms);
}

TEST(Opus, TellsStereo) {
  EXPECT_TRUE(read_opus(from_hex("FC"))->is_stereo);
  EXPECT_FALSE(read_opus(from_hex("F8"))->is_stereo);
}

TEST(Opus, RefusesWhatNoDecoderTakes) {
  EXPECT_FALSE(read_opus({}));
  EXPECT_FALSE(read_opus(from_hex("FB")));
  EXPECT_FALSE(read_opus(from_hex("FB 00")));
  EXPECT_FALSE(read_opus(from_hex("FB 07")));  // 140 ms
}

}  // namespace
}  // namespace vtp::rtc
