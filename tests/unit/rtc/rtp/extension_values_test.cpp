#include "rtc/rtp/extension_values.h"

#include <gtest/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

TEST(ExtensionValues, AudioLevel) {
  const auto level = read_audio_level(from_hex("9E"));
  ASSERT_TRUE(level);
  EXPECT_TRUE(level->has_voice);
  EXPECT_EQ(level->dbov, -30);
  EXPECT_EQ(write_audio_level(*level), 0x9E);
  EXPECT_EQ(read_audio_level(from_hex("7F"))->dbov, -127);
  EXPECT_EQ(read_audio_level({}), std::nullopt);
}

TEST(ExtensionValues, TransportSequence) {
  EXPECT_EQ(read_transport_sequence(from_hex("0102")), 0x0102);
  EXPECT_EQ(read_transport_sequence(from_hex("010200")), std::nullopt);
}

TEST(ExtensionValues, AbsoluteSendTimeCountsInParts) {
  using namespace std::chrono_literals;
  EXPECT_EQ(absolute_send_time(Instant(1s)), 1U << 18U);
  EXPECT_EQ(absolute_send_time(Instant(64s + 500ms)), 1U << 17U);
  EXPECT_EQ(absolute_send_time(Instant(64s - 1us)), 0xFFFFFFU);
  EXPECT_EQ(read_absolute_send_time(from_hex("040000")), 1U << 18U);
  EXPECT_EQ(read_absolute_send_time(from_hex("0400")), std::nullopt);
}

TEST(ExtensionValues, VideoOrientation) {
  const auto orientation = read_video_orientation(from_hex("0B"));
  ASSERT_TRUE(orientation);
  EXPECT_TRUE(orientation->is_back_camera);
  EXPECT_FALSE(orientation->is_flipped);
  EXPECT_EQ(orientation->quarter_turns, 3);
  EXPECT_FALSE(read_video_orientation({}));
}

TEST(ExtensionValues, StreamWords) {
  EXPECT_EQ(read_stream_word(from_text("r0")), "r0");
  EXPECT_EQ(read_stream_word(from_hex("723100")), "r1");
  EXPECT_EQ(read_stream_word(from_hex("72200031")), std::nullopt);
  EXPECT_EQ(read_stream_word(from_text("12345678901234567")), std::nullopt);
  EXPECT_EQ(read_stream_word({}), std::nullopt);
}

}  // namespace
}  // namespace vtp::rtc
