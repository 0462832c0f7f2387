#include "classroom/event_limits.h"

#include <gtest/gtest.h>

namespace vtp::classroom {
namespace {

using namespace std::chrono_literals;

const Timestamp start{1000s};

TEST(EventLimits, RefillAsTheyAreMeantTo) {
  TokenBucket bucket(0.4, 4);  // hands: 4 in 10 s
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(bucket.take(start));
  EXPECT_EQ(bucket.take(start), 2500ms);
  EXPECT_EQ(bucket.take(start + 1s), 1500ms);
  EXPECT_FALSE(bucket.take(start + 2500ms));
  EXPECT_TRUE(bucket.take(start + 2500ms));
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(bucket.take(start + 1h)) << "never more than the burst";
  EXPECT_TRUE(bucket.take(start + 1h));
  EXPECT_TRUE(bucket.take(start)) << "a clock that goes back gives nothing";
}

TEST(EventLimits, CountEachKindAndAllTogether) {
  EventLimits limits;
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(limits.admit(LimitKind::chat, start));
  EXPECT_TRUE(limits.admit(LimitKind::chat, start));
  EXPECT_FALSE(limits.admit(LimitKind::reaction, start));
  for (int i = 0; i < 93; ++i) EXPECT_FALSE(limits.admit(LimitKind::none, start)) << i;
  EXPECT_EQ(limits.admit(LimitKind::none, start), 20ms);
}

TEST(EventLimits, CallTenRefusalsInAMinuteAFlood) {
  EventLimits limits;
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(limits.admit(LimitKind::chat, start));
  for (int i = 0; i < 9; ++i) EXPECT_TRUE(limits.admit(LimitKind::chat, start));
  EXPECT_FALSE(limits.is_flooding());
  EventLimits patient = limits;
  EXPECT_TRUE(limits.admit(LimitKind::chat, start));
  EXPECT_TRUE(limits.is_flooding());
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(patient.admit(LimitKind::chat, start + 61s));
  EXPECT_TRUE(patient.admit(LimitKind::chat, start + 61s));
  EXPECT_FALSE(patient.is_flooding()) << "old refusals are forgotten";
}

}  // namespace
}  // namespace vtp::classroom
