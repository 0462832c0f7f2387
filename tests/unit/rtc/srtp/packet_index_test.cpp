#include "rtc/srtp/packet_index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::rtc {
namespace {

PacketIndex after(std::uint64_t index) {
  PacketIndex followed;
  followed.note(index);
  return followed;
}

TEST(PacketIndex, TakesTheFirstNumberAsItIs) {
  EXPECT_EQ(PacketIndex().guess(0), 0U);
  EXPECT_EQ(PacketIndex().guess(1), 1U);
  EXPECT_EQ(PacketIndex().guess(0xFFFF), 0xFFFFU);
}

TEST(PacketIndex, CountsRolloversBothWays) {
  EXPECT_EQ(after(0xFFFF).guess(0), 0x10000U);
  EXPECT_EQ(after(0x10000).guess(0xFFFF), 0xFFFFU);
  EXPECT_EQ(after(0x3'0005).guess(0xFFF0), 0x2'FFF0U);
}

TEST(PacketIndex, LooksForwardOnlyBeforeTheFirstRollover) {
  EXPECT_EQ(after(1).guess(0x8002), 0x8002U);
  EXPECT_EQ(after(1).guess(0xFFFF), 0xFFFFU);
}

TEST(PacketIndex, KnowsWhatASenderHasBegunBehind) {
  EXPECT_FALSE(PacketIndex().is_before_first(0xFFFF));
  EXPECT_TRUE(after(0).is_before_first(0xFFFF));
  EXPECT_FALSE(after(0).is_before_first(0x7FFF));
  EXPECT_FALSE(after(0x1'0000).is_before_first(0xFFFF));
}

TEST(PacketIndex, StaysInItsRolloverForWhatIsJustHalfACircleAway) {
  EXPECT_EQ(after(0x1'0010).guess(0x8010), 0x1'8010U);
  EXPECT_EQ(after(0x1'9000).guess(0x1000), 0x1'1000U);
}

TEST(PacketIndex, IsNotMovedBackByStragglers) {
  auto followed = after(0x1'0000);
  followed.note(0xFFF0);
  EXPECT_EQ(followed.guess(1), 0x1'0001U);
}

RC_GTEST_PROP(PacketIndex, KnowsEverythingWithinHalfACircle, ()) {
  const auto highest = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
  const auto distance = *rc::gen::inRange<std::int64_t>(-0x7FFF, 0x8000);
  const auto index = static_cast<std::uint64_t>(std::max<std::int64_t>(0, highest + distance));
  RC_ASSERT(after(static_cast<std::uint64_t>(highest)).guess(static_cast<std::uint16_t>(index)) == index);
}

}  // namespace
}  // namespace vtp::rtc
