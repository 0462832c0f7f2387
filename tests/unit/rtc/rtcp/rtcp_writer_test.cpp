#include "rtc/rtcp/rtcp_writer.h"

#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/rtcp.h"

namespace vtp::rtc {
namespace {

constexpr SenderState state{.now = {5}, .timestamp = 6, .packets = 7, .octets = 8};

TEST(RtcpWriter, PutsPacketsBehindOneAnother) {
  Buffer out(200);
  RtcpWriter writer(out);
  EXPECT_TRUE(writer.sender_report(1, state, {}));
  EXPECT_TRUE(writer.canonical_name(1, "sara"));
  EXPECT_TRUE(writer.picture_loss(1, 2));
  EXPECT_EQ(copy_of(writer.written()),
            from_hex("80C80006 00000001 0000000000000005 00000006 00000007 00000008"
                     "81CA0003 00000001 0104 7361 72610000"
                     "81CE0002 00000001 00000002"));
}

TEST(RtcpWriter, WritesWholePacketsOrNone) {
  Buffer out(39);
  RtcpWriter writer(out);
  EXPECT_TRUE(writer.sender_report(1, state, {}));
  const auto before = copy_of(writer.written());
  EXPECT_FALSE(writer.picture_loss(1, 2));
  EXPECT_EQ(copy_of(writer.written()), before);
  const std::array<std::uint32_t, 2> ssrcs{3, 4};
  EXPECT_FALSE(writer.goodbye(ssrcs));
  EXPECT_TRUE(writer.goodbye(std::span(ssrcs).first(1)));
  EXPECT_EQ(writer.written().size(), 36U);
}

TEST(RtcpWriter, RefusesPacketsThatWouldSayNothingOrTooMuch) {
  Buffer out(2000);
  RtcpWriter writer(out);
  EXPECT_FALSE(writer.nack(1, 2, {}));
  EXPECT_FALSE(writer.full_intra_request(1, {}));
  EXPECT_FALSE(writer.delays_since_receiver(1, {}));
  EXPECT_FALSE(writer.canonical_name(1, std::string(256, 'a')));
  EXPECT_FALSE(writer.receiver_report(1, std::vector<ReportBlock>(32)));
  EXPECT_EQ(writer.arrivals({}), 0U);
  EXPECT_TRUE(writer.written().empty());
}

TEST(RtcpWriter, WritesExtendedReports) {
  Buffer out(100);
  RtcpWriter writer(out);
  EXPECT_TRUE(writer.receiver_time(1, NtpTime{9}));
  const auto times = read_extended_report(only_packet(writer.written()));
  ASSERT_TRUE(times);
  EXPECT_EQ(times->receiver_time, NtpTime{9});
  RtcpWriter second(out);
  const std::array delays{DelaySinceReceiver{.ssrc = 3, .last_report = 4, .delay = 5}};
  EXPECT_TRUE(second.delays_since_receiver(1, delays));
  const auto answers = read_extended_report(only_packet(second.written()));
  ASSERT_TRUE(answers && answers->delays.size() == 1);
  EXPECT_EQ(answers->delays[0], delays[0]);
}

TEST(RtcpWriter, NumbersOfKeyFrameRequestsArriveAsTheyWere) {
  Buffer out(100);
  RtcpWriter writer(out);
  const std::array requests{FullIntraRequest{.ssrc = 3, .number = 255}};
  EXPECT_TRUE(writer.full_intra_request(1, requests));
  const auto back = read_full_intra_requests(only_packet(writer.written()));
  ASSERT_TRUE(back && back->size() == 1);
  EXPECT_EQ((*back)[0].ssrc, 3U);
  EXPECT_EQ((*back)[0].number, 255);
}

TEST(RtcpWriter, LossesBeyondTheirBitsAreCut) {
  Buffer out(100);
  RtcpWriter writer(out);
  EXPECT_TRUE(writer.receiver_report(1, std::array{ReportBlock{.ssrc = 2, .lost = 0x1000000}}));
  EXPECT_EQ(read_receiver_report(only_packet(writer.written()))->blocks[0].lost, 0x7FFFFF);
}

RC_GTEST_PROP(RtcpWriter, NacksAskForExactlyTheGivenPackets,
              (std::uint16_t start, std::set<std::uint16_t> distances)) {
  std::vector<std::uint16_t> sequences;
  for (const auto distance : distances)
    if (distance < 0x8000) sequences.push_back(static_cast<std::uint16_t>(start + distance));
  if (sequences.empty()) return;
  Buffer out(12 + sequences.size() * 4);
  RtcpWriter writer(out);
  RC_ASSERT(writer.nack(1, 2, sequences));
  std::vector<std::uint16_t> asked;
  read_nack(only_packet(writer.written()))->for_each([&](std::uint16_t sequence) {
    asked.push_back(sequence);
  });
  RC_ASSERT(asked == sequences);
}

RC_GTEST_PROP(RtcpWriter, ReportsArriveAsTheyWere,
              (std::uint32_t ssrc, std::uint8_t fraction, std::uint32_t highest, std::uint32_t jitter)) {
  const ReportBlock block{.ssrc = ssrc,
                          .fraction_lost = fraction,
                          .lost = *rc::gen::inRange(-0x800000, 0x800000),
                          .highest_sequence = highest,
                          .jitter = jitter,
                          .last_report = 1,
                          .delay_since_report = 2};
  Buffer out(100);
  RtcpWriter writer(out);
  const std::array blocks{block, block};
  RC_ASSERT(writer.receiver_report(9, blocks));
  const auto report = read_receiver_report(only_packet(writer.written()));
  RC_ASSERT(report && report->blocks.size() == 2 && report->blocks[1] == block);
}

RC_GTEST_PROP(RtcpWriter, EstimatesLoseLessThanTheirEighteenthBit, (std::uint64_t rate)) {
  Buffer out(100);
  RtcpWriter writer(out);
  RC_ASSERT(writer.receiver_estimate(1, rate, std::array<std::uint32_t, 1>{2}));
  const auto estimate = read_receiver_estimate(only_packet(writer.written()));
  RC_ASSERT(estimate && estimate->bits_per_second <= rate);
  RC_ASSERT(rate - estimate->bits_per_second <= rate >> 17U);
}

}  // namespace
}  // namespace vtp::rtc
