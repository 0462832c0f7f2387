#include "rtc/rtcp/reports.h"

#include <gtest/gtest.h>

#include "support/rtc/rtcp.h"

namespace vtp::rtc {
namespace {

using namespace std::chrono_literals;

const auto block_hex =
    "0000000A 40 FFFFFE 00010005 00000010 AABBCCDD 00010000";  // a quarter lost, two duplicates more than
                                                               // losses
const ReportBlock block{.ssrc = 10,
                        .fraction_lost = 64,
                        .lost = -2,
                        .highest_sequence = 0x10005,
                        .jitter = 16,
                        .last_report = 0xAABBCCDD,
                        .delay_since_report = 65536};

TEST(Reports, ReadsASenderReport) {
  const auto bytes =
      from_hex(std::string("81C8000C 00000007 0102030405060708 00000064 0000000B 0000000C") + block_hex);
  const auto report = read_sender_report(only_packet(bytes));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->ssrc, 7U);
  EXPECT_EQ(report->sent_at.value, 0x0102030405060708U);
  EXPECT_EQ(report->timestamp, 100U);
  EXPECT_EQ(report->packets, 11U);
  EXPECT_EQ(report->octets, 12U);
  ASSERT_EQ(report->blocks.size(), 1U);
  EXPECT_EQ(report->blocks[0], block);
  EXPECT_FALSE(read_receiver_report(only_packet(bytes)));
}

TEST(Reports, ReadsAReceiverReportWithAnExtension) {
  const auto bytes = from_hex(std::string("81C90008 00000007") + block_hex + "FFFFFFFF");
  const auto report = read_receiver_report(only_packet(bytes));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->ssrc, 7U);
  ASSERT_EQ(report->blocks.size(), 1U);
  EXPECT_EQ(report->blocks[0], block);
}

TEST(Reports, RefusesMoreBlocksThanThereAre) {
  const auto sender = from_hex("81C80006 00000007 0102030405060708 00000064 0000000B 0000000C");
  EXPECT_FALSE(read_sender_report(only_packet(sender)));
  const auto receiver = from_hex(std::string("82C90007 00000007") + block_hex);
  EXPECT_FALSE(read_receiver_report(only_packet(receiver)));
  EXPECT_FALSE(read_receiver_report(only_packet(from_hex("80C90000"))));
}

// The figure of RFC 3550 section 6.4.1: sent at 0xb705:2000, held 5.250 s, back at 0xb710:8000: 6.125 s in
// all.
TEST(Reports, RoundTripTimeOfTheStandardsExample) {
  const ReportBlock answer{.last_report = 0xB7052000, .delay_since_report = 0x00054000};
  EXPECT_EQ(round_trip_time(answer, NtpTime{0xB44DB7108000ULL << 16U}), 6125ms);
  EXPECT_EQ(round_trip_time({.last_report = 0}, NtpTime{1}), std::nullopt);
  EXPECT_EQ(round_trip_time({.last_report = 2 << 16}, NtpTime{1ULL << 32U}), 0ms);  // clocks disagree
}

TEST(Reports, ReadsNames) {
  // A chunk with a note and a name, one without any, one whose items end exactly at a word.
  const auto bytes = from_hex(
      "83CA0009 00000001 0702 6869 0103 616263 00 0000"  //
      "00000002 00000000 00000003 0105 6162636465 00");
  auto names = CanonicalNames::open(only_packet(bytes));
  ASSERT_TRUE(names);
  const auto first = names->next();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->ssrc, 1U);
  EXPECT_EQ(first->name, "abc");
  const auto second = names->next();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->ssrc, 3U);
  EXPECT_EQ(second->name, "abcde");
  EXPECT_FALSE(names->next());
}

TEST(Reports, RefusesNamesThatDoNotEnd) {
  EXPECT_FALSE(CanonicalNames::open(only_packet(from_hex("81CA0002 00000001 0108 6162"))));
  EXPECT_FALSE(CanonicalNames::open(only_packet(from_hex("82CA0002 00000001 00000000"))));
  EXPECT_FALSE(CanonicalNames::open(only_packet(from_hex("80C90000"))));
}

TEST(Reports, ReadsGoodbyes) {
  const auto bytes = from_hex("82CB0003 00000001 00000002 03627965");  // with a reason
  const auto ssrcs = read_goodbye(only_packet(bytes));
  ASSERT_TRUE(ssrcs);
  EXPECT_EQ(copy_of(*ssrcs), from_hex("00000001 00000002"));
  EXPECT_FALSE(read_goodbye(only_packet(from_hex("82CB0001 00000001"))));
}

}  // namespace
}  // namespace vtp::rtc
