#include "sfu/forwarding/sent_packets.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

TEST(SentPackets, SaysWhereAPacketCameFrom) {
  SentPackets sent;
  sent.add({.source_sequence = 70'000, .timestamp = 9, .sequence = 65535, .layer = 2}, Instant(1s));
  const auto packet = sent.ask_again(65535, Instant(1s + 50ms), 40ms);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->layer, 2);
  EXPECT_EQ(packet->source_sequence, 70'000);
  EXPECT_EQ(packet->timestamp, 9U);
  EXPECT_FALSE(sent.ask_again(1023, Instant(1s), 40ms)) << "another in the same place";
}

TEST(SentPackets, AnswersOnceARoundTrip) {
  SentPackets sent;
  sent.add({.sequence = 1}, Instant(1s));
  EXPECT_TRUE(sent.ask_again(1, Instant(1s), 40ms));
  EXPECT_FALSE(sent.ask_again(1, Instant(1s + 39ms), 40ms));
  EXPECT_TRUE(sent.ask_again(1, Instant(1s + 40ms), 40ms));
}

TEST(SentPackets, ForgetsAfterASecond) {
  SentPackets sent;
  sent.add({.sequence = 1}, Instant(1s));
  EXPECT_TRUE(sent.ask_again(1, Instant(2s), 0ms));
  EXPECT_FALSE(sent.ask_again(1, Instant(2s + 1us), 0ms));
  EXPECT_TRUE(sent.find(1)) << "until others take its place";
}

TEST(SentPackets, KeepsASecondOfThemButNotMoreThanAThousand) {
  SentPackets sent;
  std::uint16_t sequence = 65'000;
  for (int i = 0; i < 1'024; ++i) {
    sent.add({.source_sequence = i, .sequence = sequence++}, Instant(1s + i * 900us));
    EXPECT_TRUE(sent.ask_again(65'000, Instant(1s + i * 900us), 0ms)) << i;
  }
  sent.add({.sequence = sequence}, Instant(1s + 1'024 * 900us));
  EXPECT_FALSE(sent.find(65'000));
  const auto second = sent.find(65'001);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->source_sequence, 1);
}

TEST(SentPackets, OfASoundNothingIsKept) {
  SentPackets sent(0);
  sent.add({.sequence = 1}, Instant(1s));
  EXPECT_FALSE(sent.find(1));
  EXPECT_FALSE(sent.ask_again(1, Instant(1s), 0ms));
}

}  // namespace
}  // namespace vtp::sfu
