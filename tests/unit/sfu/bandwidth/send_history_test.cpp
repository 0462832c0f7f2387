#include "sfu/bandwidth/send_history.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

TEST(SendHistory, TellsOfEachPacketOnce) {
  SendHistory history;
  history.add(7, 1200, 3, Instant(1s));
  const auto verdict = history.judge(7, true);
  ASSERT_TRUE(verdict.arrived);
  EXPECT_EQ(verdict.arrived->bytes, 1200U);
  EXPECT_EQ(verdict.arrived->sent, Instant(1s));
  EXPECT_EQ(verdict.arrived->cluster, 3U);
  EXPECT_EQ(verdict.lost, 0);
  EXPECT_FALSE(history.judge(7, true).arrived);
  EXPECT_EQ(history.judge(7, false).lost, 0) << "it has arrived, whatever is said later";
}

TEST(SendHistory, ALossIsTakenBack) {
  SendHistory history;
  history.add(7, 100, {}, Instant(1s));
  EXPECT_EQ(history.judge(7, false).lost, 1);
  EXPECT_EQ(history.judge(7, false).lost, 0);
  const auto verdict = history.judge(7, true);
  EXPECT_EQ(verdict.lost, -1);
  EXPECT_TRUE(verdict.arrived);
}

TEST(SendHistory, KnowsOnlyWhatWasSentLately) {
  SendHistory history;
  EXPECT_FALSE(history.judge(0, true).arrived) << "nothing was";
  for (int i = 0; i < 5000; ++i) history.add(static_cast<std::uint16_t>(63'000 + i), 100, {}, Instant(1s));
  EXPECT_FALSE(history.judge(63'000, true).arrived);
  EXPECT_FALSE(history.judge(63'903, true).arrived);
  EXPECT_TRUE(history.judge(63'904, true).arrived) << "4,096 before the end";
  EXPECT_TRUE(history.judge(2463, true).arrived) << "the last, beyond the wrap";
  EXPECT_FALSE(history.judge(2464, true).arrived) << "not sent yet";
  EXPECT_EQ(history.judge(30'000, false).lost, 0);
}

TEST(SendHistory, KeepsWhatIsYoungHoweverMuchIsSent) {
  SendHistory history;
  std::uint16_t number = 65'000;
  for (int i = 0; i < 60; ++i) history.add(number++, 100, {}, Instant(i * 20ms));
  const auto busy = number;
  for (int i = 0; i < 2'000; ++i) history.add(number++, 1'000, 9, Instant(1200ms + i * 500us));
  EXPECT_TRUE(history.judge(65'030, true).arrived) << "sent before, less than two seconds ago then";
  const auto verdict = history.judge(busy, true);
  ASSERT_TRUE(verdict.arrived);
  EXPECT_EQ(verdict.arrived->sent, Instant(1200ms));
  EXPECT_EQ(verdict.arrived->bytes, 1'000U);
  EXPECT_EQ(verdict.arrived->cluster, 9);
}

TEST(SendHistory, KnowsTheTimeLongAfterItsClockBegan) {
  SendHistory history;
  constexpr Instant before(4'294'967'295us);  // where 32 bits end
  history.add(1, 100, {}, before);
  history.add(2, 100, {}, before + 10ms);
  EXPECT_EQ(history.judge(1, true).arrived->sent, before);
  EXPECT_EQ(history.judge(2, true).arrived->sent, before + 10ms);
}

}  // namespace
}  // namespace vtp::sfu
