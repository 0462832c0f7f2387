#include "rtc/packet_kind.h"

#include <gtest/gtest.h>

namespace vtp::rtc {
namespace {

PacketKind kind_of_bytes(std::uint8_t first, std::uint8_t second) {
  const std::array<std::uint8_t, 2> bytes{first, second};
  return kind_of(bytes);
}

TEST(PacketKind, FollowsTheFirstByte) {
  EXPECT_EQ(kind_of_bytes(0, 1), PacketKind::stun);
  EXPECT_EQ(kind_of_bytes(3, 0), PacketKind::stun);
  EXPECT_EQ(kind_of_bytes(4, 0), PacketKind::unknown);
  EXPECT_EQ(kind_of_bytes(20, 0xFE), PacketKind::dtls);
  EXPECT_EQ(kind_of_bytes(63, 0xFE), PacketKind::dtls);
  EXPECT_EQ(kind_of_bytes(64, 0), PacketKind::unknown);  // TURN channels, which we have none of
  EXPECT_EQ(kind_of_bytes(192, 0), PacketKind::unknown);
  EXPECT_EQ(kind_of({}), PacketKind::unknown);
}

TEST(PacketKind, TellsRtpFromRtcpByTheSecond) {
  EXPECT_EQ(kind_of_bytes(0x80, 200), PacketKind::rtcp);
  EXPECT_EQ(kind_of_bytes(0x81, 206), PacketKind::rtcp);
  EXPECT_EQ(kind_of_bytes(0xA0, 192), PacketKind::rtcp);
  EXPECT_EQ(kind_of_bytes(0x80, 111), PacketKind::rtp);
  EXPECT_EQ(kind_of_bytes(0x90, 0x80 | 111), PacketKind::rtp);
  // Chromium offers payload types 39 to 46 for H.264 and AV1.
  EXPECT_EQ(kind_of_bytes(0x90, 0x80 | 45), PacketKind::rtp);
}

}  // namespace
}  // namespace vtp::rtc
