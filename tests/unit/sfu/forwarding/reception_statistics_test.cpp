#include "sfu/forwarding/reception_statistics.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

class Reception : public ::testing::Test {
 protected:
  void packet(std::int64_t sequence, rtc::Duration late = 0ms, bool is_repaired = false) {
    statistics.on_packet(sequence, static_cast<std::uint32_t>(sequence * 1800), 1000, is_repaired,
                         begin + sequence * 20ms + late);
  }
  rtc::Instant begin{10s};
  ReceptionStatistics statistics{90'000};
};

TEST_F(Reception, NothingIsToldBeforeSomethingCame) {
  EXPECT_EQ(statistics.report(1, begin), std::nullopt);
  EXPECT_EQ(statistics.lost(), 0);
}

TEST_F(Reception, LossSinceTheLastReportAndInAll) {
  for (int i = 0; i < 100; ++i)
    if (i % 4 != 2) packet(i);
  auto block = *statistics.report(7, begin);
  EXPECT_EQ(block.ssrc, 7U);
  EXPECT_EQ(block.lost, 25);
  EXPECT_EQ(block.fraction_lost, 64);
  EXPECT_EQ(block.highest_sequence, 99U);
  EXPECT_EQ(statistics.score(), 0);
  for (int i = 100; i < 200; ++i) packet(i);
  block = *statistics.report(7, begin);
  EXPECT_EQ(block.lost, 25);
  EXPECT_EQ(block.fraction_lost, 0);
  EXPECT_EQ(statistics.score(), 10);
}

TEST_F(Reception, WhatWasRepairedIsNotLostButTheNetworkWasBad) {
  for (int i = 0; i < 100; ++i) packet(i, 0ms, i % 10 == 5);
  const auto block = *statistics.report(7, begin);
  EXPECT_EQ(block.lost, 0);
  EXPECT_EQ(block.fraction_lost, 0);
  EXPECT_DOUBLE_EQ(statistics.fraction_lost(), 0.1);
  EXPECT_EQ(statistics.score(), 9);
}

TEST_F(Reception, JitterIsThatOfTheRfc) {
  packet(0);
  for (int i = 1; i < 500; ++i) packet(i, i % 2 == 0 ? 0ms : 10ms);
  // Each arrival differs by 10 ms from the one before it.
  EXPECT_NEAR(statistics.jitter_ms(), 10, 0.1);
}

TEST_F(Reception, AClockThatJumpsIsNoJitter) {
  for (int i = 0; i < 50; ++i) packet(i);
  statistics.on_packet(50, 0x90000000U, 1000, false, begin + 1s);
  EXPECT_LT(statistics.jitter_ms(), 1);
}

TEST_F(Reception, TheSendersReportIsReferredTo) {
  packet(0);
  EXPECT_EQ(statistics.report(7, begin)->last_report, 0U);
  const rtc::NtpTime sent{0x1234'5678'9ABC'DEF0U};
  statistics.on_sender_report(sent, begin);
  const auto block = *statistics.report(7, begin + 500ms);
  EXPECT_EQ(block.last_report, 0x5678'9ABCU);
  EXPECT_NEAR(block.delay_since_report, 0x8000, 1);
}

}  // namespace
}  // namespace vtp::sfu
