#include "rtc/rtcp/feedback.h"

#include <gtest/gtest.h>

#include "support/rtc/rtcp.h"

namespace vtp::rtc {
namespace {

std::vector<std::uint16_t> lost(const Nack& nack) {
  std::vector<std::uint16_t> sequences;
  nack.for_each([&](std::uint16_t sequence) { sequences.push_back(sequence); });
  return sequences;
}

TEST(Feedback, ReadsNacks) {
  const auto bytes = from_hex("81CD0004 00000001 00000002 FFFE8005 00640000");
  const auto nack = read_nack(only_packet(bytes));
  ASSERT_TRUE(nack);
  EXPECT_EQ(nack->sender, 1U);
  EXPECT_EQ(nack->media, 2U);
  EXPECT_EQ(lost(*nack), (std::vector<std::uint16_t>{65534, 65535, 1, 14, 100}));
}

TEST(Feedback, ReadsRequestsForKeyFrames) {
  const auto pli = read_picture_loss(only_packet(from_hex("81CE0002 00000001 00000002")));
  ASSERT_TRUE(pli);
  EXPECT_EQ(pli->media, 2U);
  const auto bytes = from_hex("84CE0006 00000001 00000000 00000005 07000000 00000006 08000000");
  const auto fir = read_full_intra_requests(only_packet(bytes));
  ASSERT_TRUE(fir);
  ASSERT_EQ(fir->size(), 2U);
  EXPECT_EQ((*fir)[1].ssrc, 6U);
  EXPECT_EQ((*fir)[1].number, 8);
}

TEST(Feedback, ReadsEstimates) {
  // Mantissa 0x3FFFF, exponent 2.
  const auto bytes = from_hex("8FCE0006 00000001 00000000 52454D42 020BFFFF 00000005 00000006");
  const auto estimate = read_receiver_estimate(only_packet(bytes));
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->bits_per_second, 0x3FFFFU << 2U);
  EXPECT_EQ(copy_of(estimate->ssrcs), from_hex("00000005 00000006"));
}

TEST(Feedback, RefusesWhatIsMalformed) {
  EXPECT_FALSE(read_nack(only_packet(from_hex("81CD0002 00000001 00000002"))));  // asks for nothing
  EXPECT_FALSE(read_nack(only_packet(from_hex("81CD0001 00000001"))));
  EXPECT_FALSE(read_nack(only_packet(from_hex("8FCD0003 00000001 00000002 00000000"))));
  EXPECT_FALSE(read_picture_loss(only_packet(from_hex("81CE0001 00000001"))));
  EXPECT_FALSE(read_full_intra_requests(only_packet(from_hex("84CE0003 00000001 00000000 00000005"))));
  EXPECT_FALSE(read_receiver_estimate(only_packet(from_hex("8FCE0004 00000001 00000000 52454D43 00000000"))));
  EXPECT_FALSE(read_receiver_estimate(only_packet(from_hex("8FCE0004 00000001 00000000 52454D42 01000000"))));
  // 2^63 times more than a number holds.
  EXPECT_FALSE(read_receiver_estimate(only_packet(from_hex("8FCE0004 00000001 00000000 52454D42 00FFFFFF"))));
}

}  // namespace
}  // namespace vtp::rtc
