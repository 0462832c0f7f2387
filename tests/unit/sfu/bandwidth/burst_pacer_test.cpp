#include "sfu/bandwidth/burst_pacer.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

/// How many packets of 1,200 bytes go in `duration`, for somebody who comes whenever it is time.
int count(BurstPacer& pacer, Instant now, rtc::Duration duration) {
  int packets = 0;
  for (const auto end = now + duration; now < end; now = std::max(now, pacer.ready_at()))
    if (pacer.take(1200, now)) ++packets;
  return packets;
}

TEST(BurstPacer, SpreadsABurstOverTime) {
  BurstPacer pacer;
  pacer.set_estimate(4'000'000);  // 10 Mbit/s for bursts: a packet in 960 us
  EXPECT_NEAR(count(pacer, Instant(1s), 100ms), 104 + 5, 2);
}

TEST(BurstPacer, LetsAFewGoAtOnce) {
  BurstPacer pacer;
  pacer.set_estimate(4'000'000);
  int packets = 0;
  while (pacer.take(1200, Instant(1s))) ++packets;
  EXPECT_EQ(packets, 6) << "5 ms";
  EXPECT_FALSE(pacer.take(1200, pacer.ready_at() - 1us));
  EXPECT_TRUE(pacer.take(1200, pacer.ready_at()));
}

TEST(BurstPacer, IsNeverSlowerThanAMegabit) {
  BurstPacer pacer;
  pacer.set_estimate(64'000);
  EXPECT_GE(count(pacer, Instant(1s), 1s), 104);
}

}  // namespace
}  // namespace vtp::sfu
