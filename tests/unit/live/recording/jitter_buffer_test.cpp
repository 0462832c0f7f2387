#include "live/recording/jitter_buffer.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/live/rtp_packets.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using Fate = JitterBuffer::Fate;

class JitterBufferTest : public ::testing::Test {
 protected:
  Fate insert(std::uint16_t sequence) {
    auto bytes = test::rtp_packet(1, sequence, sequence, false, std::to_string(sequence));
    return buffer.insert(*rtc::RtpPacket::parse(bytes), now);
  }
  /// The packets that can be had now; a loss is a negative number.
  std::vector<int> taken() {
    std::vector<int> result;
    while (const auto next = buffer.take(now)) {
      if (next->lost > 0) result.push_back(-static_cast<int>(next->lost));
      result.push_back(static_cast<int>(next->packet.timestamp));
    }
    return result;
  }

  rtc::Instant now{};
  JitterBuffer buffer{{.patience = 500ms, .settling = {}, .most_packets = 10}};
};

TEST_F(JitterBufferTest, PutsPacketsInOrder) {
  insert(7);
  EXPECT_THAT(taken(), ElementsAre(7));
  insert(9);
  insert(10);
  EXPECT_THAT(taken(), ElementsAre());
  insert(8);
  EXPECT_THAT(taken(), ElementsAre(8, 9, 10));
  EXPECT_EQ(buffer.deadline(), rtc::never);
}

TEST_F(JitterBufferTest, GivesUpAfterItsPatience) {
  insert(1);
  insert(4);
  EXPECT_THAT(taken(), ElementsAre(1));
  EXPECT_EQ(buffer.deadline(), now + 500ms);
  now += 499ms;
  EXPECT_THAT(taken(), ElementsAre());
  now += 1ms;
  EXPECT_THAT(taken(), ElementsAre(-2, 4));
  EXPECT_EQ(insert(3), Fate::late);
}

TEST_F(JitterBufferTest, KeepsEveryPacketOnce) {
  insert(1);
  EXPECT_EQ(insert(3), Fate::kept);
  EXPECT_EQ(insert(3), Fate::duplicate);
  EXPECT_THAT(taken(), ElementsAre(1));
  EXPECT_EQ(insert(1), Fate::late);
}

TEST_F(JitterBufferTest, WaitsForNothingWhenItIsFull) {
  insert(1);
  EXPECT_THAT(taken(), ElementsAre(1));
  for (std::uint16_t i = 0; i < 11; ++i) insert(static_cast<std::uint16_t>(3 + i));
  const auto all = taken();
  ASSERT_EQ(all.size(), 12U);
  EXPECT_EQ(all[0], -1);
}

TEST_F(JitterBufferTest, FollowsASenderThatNumbersAnew) {
  insert(30'000);
  EXPECT_THAT(taken(), ElementsAre(30'000));
  EXPECT_EQ(insert(5), Fate::late);
  EXPECT_EQ(insert(6), Fate::kept);
  EXPECT_THAT(taken(), ElementsAre(-1, 6));
  insert(7);
  EXPECT_THAT(taken(), ElementsAre(7));
}

TEST_F(JitterBufferTest, ASenderThatWasAwayMayHaveBegunAnewALittleBefore) {
  insert(300);
  EXPECT_THAT(taken(), ElementsAre(300));
  insert(100);
  insert(101);
  EXPECT_THAT(taken(), ElementsAre());
  now += 2s;
  EXPECT_EQ(insert(100), Fate::late);
  EXPECT_EQ(insert(101), Fate::kept);
  insert(102);
  EXPECT_THAT(taken(), ElementsAre(-1, 101, 102));
}

TEST_F(JitterBufferTest, OneStrayPacketChangesNothing) {
  insert(30'000);
  insert(5);
  insert(30'001);
  insert(9'000);
  EXPECT_THAT(taken(), ElementsAre(30'000, 30'001));
}

TEST_F(JitterBufferTest, TheFirstPacketsMayComeInAnyOrder) {
  buffer = JitterBuffer({.settling = 50ms});
  insert(3);
  EXPECT_EQ(insert(1), Fate::kept);
  now += 49ms;
  insert(2);
  EXPECT_THAT(taken(), ElementsAre());
  EXPECT_EQ(buffer.deadline(), rtc::Instant(50ms));
  now += 1ms;
  EXPECT_THAT(taken(), ElementsAre(1, 2, 3));
  EXPECT_EQ(insert(0), Fate::late);
  insert(4);
  EXPECT_THAT(taken(), ElementsAre(4));
}

RC_GTEST_PROP(JitterBuffer, WithinItsPatienceNothingIsLostHoweverPacketsAreShuffled, ()) {
  constexpr std::size_t window = 20;
  const auto first = *rc::gen::arbitrary<std::uint16_t>();
  std::mt19937 random(*rc::gen::arbitrary<std::uint32_t>());
  std::vector<std::uint16_t> sequences(*rc::gen::inRange<std::size_t>(1, 400));
  for (std::size_t i = 0; i < sequences.size(); ++i) sequences[i] = static_cast<std::uint16_t>(first + i);
  for (std::size_t i = 0; i < sequences.size(); i += window)
    std::shuffle(sequences.begin() + static_cast<std::ptrdiff_t>(i),
                 sequences.begin() + static_cast<std::ptrdiff_t>(std::min(i + window, sequences.size())),
                 random);
  JitterBuffer buffer;
  rtc::Instant now{};
  std::vector<std::uint16_t> out;
  const auto take = [&] {
    while (const auto next = buffer.take(now)) {
      RC_ASSERT(next->lost == 0U);
      out.push_back(static_cast<std::uint16_t>(next->packet.timestamp));
    }
  };
  for (const auto sequence : sequences) {
    auto bytes = test::rtp_packet(1, sequence, sequence, false, "x");
    buffer.insert(*rtc::RtpPacket::parse(bytes), now += 1ms);
    if (*rc::gen::weightedElement<bool>({{1, true}, {9, false}}))
      buffer.insert(*rtc::RtpPacket::parse(bytes), now);
    take();
  }
  now += 50ms;
  take();
  std::ranges::sort(sequences, {},
                    [&](std::uint16_t sequence) { return static_cast<std::uint16_t>(sequence - first); });
  RC_ASSERT(out == sequences);
  RC_ASSERT(buffer.size() == 0U);
}

}  // namespace
}  // namespace vtp::live
