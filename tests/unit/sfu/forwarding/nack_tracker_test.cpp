#include "sfu/forwarding/nack_tracker.h"

#include <array>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;
using Sequences = std::vector<std::uint16_t>;

Sequences due(NackTracker& tracker, Instant now) {
  std::array<std::uint16_t, 1000> out{};
  const auto written = tracker.due(now, out);
  return {written.begin(), written.end()};
}

TEST(NackTracker, AsksForWhatIsMissingAfterAMoment) {
  NackTracker tracker;
  EXPECT_EQ(tracker.on_packet(65534, Instant(1s)), Reception::in_order);
  EXPECT_EQ(tracker.deadline(), rtc::never);
  EXPECT_EQ(tracker.on_packet(65537, Instant(1s)), Reception::in_order);
  EXPECT_EQ(tracker.deadline(), Instant(1s + 10ms));
  EXPECT_EQ(due(tracker, Instant(1s + 9ms)), Sequences());
  EXPECT_EQ(due(tracker, Instant(1s + 10ms)), (Sequences{65535, 0}));
  EXPECT_EQ(due(tracker, Instant(1s + 10ms)), Sequences()) << "the answer is on its way";
}

TEST(NackTracker, WhatComesIsNotAskedForAgain) {
  NackTracker tracker;
  tracker.on_packet(1, Instant(1s));
  tracker.on_packet(4, Instant(1s));
  EXPECT_EQ(tracker.on_packet(2, Instant(1s)), Reception::recovered);
  EXPECT_EQ(tracker.on_packet(2, Instant(1s)), Reception::duplicate);
  EXPECT_EQ(tracker.on_packet(4, Instant(1s)), Reception::duplicate);
  EXPECT_EQ(tracker.on_packet(0, Instant(1s)), Reception::duplicate) << "before the first";
  EXPECT_EQ(due(tracker, Instant(2s)), Sequences{3});
}

TEST(NackTracker, AsksOnceARoundTripAndGivesUp) {
  NackTracker tracker({.reordering = 0ms, .most_requests = 3});
  tracker.set_round_trip(50ms);
  tracker.on_packet(1, Instant(1s));
  tracker.on_packet(3, Instant(1s));
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(due(tracker, Instant(1s + i * 50ms)), Sequences{2});
    EXPECT_EQ(due(tracker, Instant(1s + i * 50ms + 49ms)), Sequences());
  }
  EXPECT_FALSE(tracker.take_needs_key_frame());
  EXPECT_EQ(due(tracker, Instant(1s + 150ms)), Sequences());
  EXPECT_TRUE(tracker.take_needs_key_frame());
  EXPECT_FALSE(tracker.take_needs_key_frame());
  EXPECT_EQ(tracker.deadline(), rtc::never);
}

TEST(NackTracker, ABreakdownIsNotRepairedPacketByPacket) {
  NackTracker tracker;
  tracker.on_packet(1, Instant(1s));
  tracker.on_packet(1'000'000'000, Instant(1s));
  EXPECT_EQ(tracker.missing(), 0U);
  EXPECT_TRUE(tracker.take_needs_key_frame());
}

TEST(NackTracker, WhatIsMissingBeforeAKeyFrameIsNotMissed) {
  NackTracker tracker;
  tracker.on_packet(1, Instant(1s));
  tracker.on_packet(3, Instant(1s));
  tracker.on_packet(6, Instant(1s));
  tracker.on_key_frame(5);
  EXPECT_EQ(due(tracker, Instant(2s)), Sequences{5});
}

TEST(NackTracker, GivesAsManyAsThereIsRoomFor) {
  NackTracker tracker;
  tracker.on_packet(0, Instant(1s));
  tracker.on_packet(6, Instant(1s));
  std::array<std::uint16_t, 2> out{};
  std::size_t count = 0;
  while (!tracker.due(Instant(2s), out).empty()) ++count;
  EXPECT_EQ(count, 3U);
}

RC_GTEST_PROP(NackTracker, AsksForExactlyWhatHasNotCome, ()) {
  NackTracker tracker({.reordering = 0ms});
  std::set<std::int64_t> seen;
  std::int64_t place = *rc::gen::inRange(0, 100'000);
  tracker.on_packet(place, Instant(1s));
  const auto first = place;
  seen.insert(place);
  for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-6, 8))) {
    const auto sequence = std::max(first, place + step);
    const bool is_new = sequence > *seen.rbegin();
    const auto expected = is_new                    ? Reception::in_order
                          : seen.contains(sequence) ? Reception::duplicate
                                                    : Reception::recovered;
    RC_ASSERT(tracker.on_packet(sequence, Instant(1s)) == expected);
    seen.insert(sequence);
    place = sequence;
  }
  Sequences missing;
  for (auto sequence = first; sequence < *seen.rbegin(); ++sequence)
    if (!seen.contains(sequence)) missing.push_back(static_cast<std::uint16_t>(sequence));
  RC_PRE(missing.size() < 400);
  RC_ASSERT(due(tracker, Instant(1s)) == missing);
}

TEST(NackTracker, WhatNobodyWantsIsNotAskedFor) {
  NackTracker tracker;
  const rtc::Instant now(std::chrono::seconds(1));
  tracker.on_packet(10, now);
  tracker.on_packet(13, now);
  tracker.skip(20);
  EXPECT_EQ(tracker.missing(), 0U);
  EXPECT_EQ(tracker.on_packet(21, now), Reception::in_order);
  EXPECT_EQ(tracker.missing(), 0U);
  EXPECT_EQ(tracker.on_packet(12, now), Reception::duplicate);
}

}  // namespace
}  // namespace vtp::sfu
