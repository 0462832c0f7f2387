#include "sfu/forwarding/packet_ring.h"

#include <gtest/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::from_text;
using rtc::Instant;

TEST(PacketRing, KeepsTheLatest) {
  PacketRing ring(4);
  for (int i = 0; i < 6; ++i) EXPECT_TRUE(ring.store(i, from_text(std::to_string(i)), Instant(1s * i)));
  EXPECT_FALSE(ring.find(1));
  for (int i = 2; i < 6; ++i) {
    const auto stored = ring.find(i);
    ASSERT_TRUE(stored);
    EXPECT_EQ(rtc::copy_of(stored->bytes), from_text(std::to_string(i)));
    EXPECT_EQ(stored->arrival, Instant(1s * i));
  }
  EXPECT_FALSE(ring.find(6));
}

TEST(PacketRing, TheNewIsNotOverwrittenByTheOld) {
  PacketRing ring(4);
  ring.store(5, from_text("new"), Instant(1s));
  EXPECT_FALSE(ring.store(1, from_text("old"), Instant(2s)));
  EXPECT_EQ(rtc::copy_of(ring.find(5)->bytes), from_text("new"));
  EXPECT_FALSE(ring.store(-3, from_text("x"), Instant(0s)));
  EXPECT_TRUE(ring.store(-2, from_text("negative"), Instant(0s)));
  EXPECT_TRUE(ring.find(-2));
}

TEST(PacketRing, TakesWhatFits) {
  PacketRing ring(2);
  EXPECT_TRUE(ring.store(0, rtc::Buffer(PacketRing::longest_packet), Instant(0s)));
  EXPECT_FALSE(ring.store(1, rtc::Buffer(PacketRing::longest_packet + 1), Instant(0s)));
  EXPECT_THROW(PacketRing(3), std::invalid_argument);
  EXPECT_THROW(PacketRing(0), std::invalid_argument);
}

}  // namespace
}  // namespace vtp::sfu
