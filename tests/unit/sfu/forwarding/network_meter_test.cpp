#include "sfu/forwarding/network_meter.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

TEST(NetworkMeter, TellsOfTheTimeSinceItWasLastAsked) {
  NetworkMeter meter;
  meter.take({.packets = 100, .lost = 10, .bytes = 1000}, rtc::Instant(10s));
  const NetworkMeter::Sums sums{.packets = 300, .lost = 20, .bytes = 126'000, .jitter_ms = 3, .rtt_ms = 40};
  const auto measure = meter.measure(sums, rtc::Instant(15s));
  EXPECT_TRUE(measure.has_media);
  EXPECT_DOUBLE_EQ(measure.loss_percent, 5);
  EXPECT_DOUBLE_EQ(measure.kbps, 200);
  EXPECT_DOUBLE_EQ(measure.rtt_ms, 40);
  EXPECT_DOUBLE_EQ(measure.jitter_ms, 3);
  EXPECT_TRUE(meter.take(sums, rtc::Instant(15s)).has_media);
  EXPECT_FALSE(meter.take(sums, rtc::Instant(20s)).has_media) << "nothing more came";
}

TEST(NetworkMeter, KnowsNothingWhenStreamsEnded) {
  NetworkMeter meter;
  meter.take({.packets = 100, .lost = 0, .bytes = 1000}, rtc::Instant(10s));
  EXPECT_FALSE(meter.measure({.packets = 50, .lost = 0, .bytes = 500}, rtc::Instant(15s)).has_media);
  EXPECT_FALSE(meter.measure({.packets = 150, .lost = 0, .bytes = 2000}, rtc::Instant(10s)).has_media);
}

}  // namespace
}  // namespace vtp::sfu
