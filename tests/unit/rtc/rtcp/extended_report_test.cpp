#include "rtc/rtcp/extended_report.h"

#include <gtest/gtest.h>

#include "support/rtc/rtcp.h"

namespace vtp::rtc {
namespace {

TEST(ExtendedReport, ReadsTimesAndPassesOverTheRest) {
  const auto bytes = from_hex(
      "80CF000A 00000007"          //
      "01000001 00000000"          // a block of another kind
      "04000002 0000000100000002"  //
      "05000003 00000009 0000000A 0000000B");
  const auto report = read_extended_report(only_packet(bytes));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->sender, 7U);
  EXPECT_EQ(report->receiver_time, NtpTime{0x0000000100000002});
  ASSERT_EQ(report->delays.size(), 1U);
  EXPECT_EQ(report->delays[0], (DelaySinceReceiver{.ssrc = 9, .last_report = 10, .delay = 11}));
}

TEST(ExtendedReport, RefusesBlocksThatDoNotFit) {
  EXPECT_FALSE(read_extended_report(only_packet(from_hex("80CF0002 00000007 04000002"))));
  EXPECT_FALSE(read_extended_report(only_packet(from_hex("80CF0000"))));
  EXPECT_FALSE(read_extended_report(only_packet(from_hex("80C90001 00000007"))));
}

}  // namespace
}  // namespace vtp::rtc
