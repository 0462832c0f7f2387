#include "sfu/forwarding/sent_packets.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

TEST(SentPackets, SaysWhereAPacketCameFrom) {
  SentPackets sent;
  sent.add({.sequence = 65535, .layer = 2, .source_sequence = 70'000, .timestamp = 9}, Instant(1s));
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

TEST(SentPackets, ForgetsAfterASecondAndAfterAThousandOthers) {
  SentPackets sent;
  sent.add({.sequence = 1}, Instant(1s));
  sent.add({.sequence = 2}, Instant(1s));
  EXPECT_TRUE(sent.ask_again(1, Instant(2s), 0ms));
  EXPECT_FALSE(sent.ask_again(1, Instant(2s + 1us), 0ms));
  sent.add({.sequence = 1026}, Instant(1s));
  EXPECT_FALSE(sent.ask_again(2, Instant(1s), 0ms));
}

}  // namespace
}  // namespace vtp::sfu
