#include "live/recording/sender_clock.h"

#include <random>

#include <gtest/gtest.h>

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

/// A participant whose clock says 2026 when ours says 1000 s, and runs `millionths` too fast.
class SenderClockTest : public ::testing::Test {
 protected:
  [[nodiscard]] rtc::NtpTime theirs(rtc::Instant at) const {
    const auto elapsed = (at - begin).count();
    return rtc::to_ntp(wall + rtc::Duration(elapsed + elapsed * millionths / 1'000'000));
  }
  /// By how much the clock is wrong about a report sent at `now` that took `delay`.
  rtc::Duration error(rtc::Duration delay) {
    const auto moment = clock.on_report(theirs(now), now + delay);
    return moment ? *moment - now : rtc::Duration::max();
  }

  const rtc::Instant begin{1000s};
  rtc::Instant now = begin;
  Timestamp wall = *parse_rfc3339("2026-03-01T09:30:00Z");
  std::int64_t millionths = 0;
  SenderClock clock;
};

TEST_F(SenderClockTest, CountsWithTheQuickestWay) {
  EXPECT_EQ(error(50ms), 50ms);
  now += 5s;
  EXPECT_EQ(error(20ms), 20ms);
  now += 5s;
  EXPECT_EQ(error(400ms), 20ms);
  now += 5s;
  EXPECT_EQ(error(25ms), 20ms);
}

TEST_F(SenderClockTest, FollowsAClockThatDrifts) {
  std::mt19937 random(1);
  std::uniform_int_distribution<int> jitter(0, 30);
  for (const std::int64_t drift : {100, -100}) {
    millionths = drift;
    for (int i = 0; i < 3600; ++i, now += 1s) {
      const auto wrong = error(20ms + jitter(random) * 1ms);
      EXPECT_GE(wrong, 15ms) << i;
      // Until a quick one has come nobody can know.
      if (i >= 30) EXPECT_LE(wrong, 35ms) << i;
    }
    clock = {};
  }
}

TEST_F(SenderClockTest, ForgetsAWayThatIsNoLongerThere) {
  error(20ms);
  for (int i = 0; i < 40; ++i, now += 1s) error(100ms);
  EXPECT_EQ(error(100ms), 100ms);
}

TEST_F(SenderClockTest, TakesAClockThatWasSetForThatWhenTwoReportsAgree) {
  error(20ms);
  for (const auto jump : {rtc::Duration(2h), rtc::Duration(-3h)}) {
    wall += jump;
    now += 1s;
    EXPECT_EQ(error(20ms), rtc::Duration::max());
    now += 1s;
    EXPECT_EQ(error(25ms), 25ms);
    now += 1s;
    EXPECT_EQ(error(20ms), 20ms);
  }
}

TEST_F(SenderClockTest, IgnoresASingleReportOutOfNowhere) {
  error(20ms);
  wall += 2h;
  EXPECT_EQ(error(20ms), rtc::Duration::max());
  wall -= 2h;
  now += 1s;
  EXPECT_EQ(error(30ms), 20ms);
  wall += 2h;
  EXPECT_EQ(error(20ms), rtc::Duration::max());
}

}  // namespace
}  // namespace vtp::live
