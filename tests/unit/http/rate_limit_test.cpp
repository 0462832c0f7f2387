#include "http/rate_limit.h"

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class FakeClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override { return time; }
  Timestamp time{std::chrono::hours(1000)};
};

class RateLimit : public testing::Test {
 protected:
  int admitted(int tries, std::string_view key = "a") {
    int count = 0;
    for (int i = 0; i < tries; ++i) count += limiter.admit(key, rate).has_value() ? 1 : 0;
    return count;
  }

  FakeClock clock;
  RateLimiter limiter{clock, 10};
  Rate rate{.per_minute = 60, .burst = 5};
};

TEST_F(RateLimit, ABurstPassesAndThenOneForEachToken) {
  EXPECT_EQ(admitted(20), 5);
  clock.time += seconds(2);
  EXPECT_EQ(admitted(20), 2);
  clock.time += milliseconds(999);
  EXPECT_EQ(admitted(1), 0);
  clock.time += milliseconds(1);
  EXPECT_EQ(admitted(2), 1);
}

TEST_F(RateLimit, ARefusalSaysWhenToComeBack) {
  rate = {.per_minute = 5, .burst = 1};
  admitted(1);
  const auto refused = limiter.admit("a", rate);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::rate_limited);
  EXPECT_EQ(refused.error().retry_after, seconds(12));
}

TEST_F(RateLimit, KeysAreIndependent) {
  EXPECT_EQ(admitted(20, "a"), 5);
  EXPECT_EQ(admitted(20, "b"), 5);
}

TEST_F(RateLimit, ARateOfZeroLimitsNothing) {
  rate = {};
  EXPECT_EQ(admitted(1000), 1000);
  EXPECT_EQ(limiter.keys(), 0U);
}

TEST_F(RateLimit, AClockSetBackGivesAndTakesNothing) {
  admitted(3);
  clock.time -= seconds(3600);
  EXPECT_EQ(admitted(20), 2);
}

TEST_F(RateLimit, TheNumberOfKeysIsBounded) {
  for (int i = 0; i < 1000; ++i) admitted(1, std::to_string(i));
  EXPECT_LE(limiter.keys(), 10U);
}

TEST_F(RateLimit, FullBucketsAreForgottenBeforeOthers) {
  for (int i = 0; i < 9; ++i) admitted(1, std::to_string(i));
  clock.time += seconds(2);
  admitted(20, "busy");
  admitted(1, "new");
  EXPECT_EQ(admitted(1, "busy"), 0);
  EXPECT_EQ(limiter.keys(), 2U);
}

}  // namespace
}  // namespace vtp::http
