#include "rtc/rtp/rtx.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

TEST(Rtx, PutsTheOriginalNumberBeforeThePayload) {
  auto original = from_hex("80E01234 00000064 DEADBEEF CAFE");
  Buffer out(100);
  const auto size = write_rtx(*RtpPacket::parse(original), {.ssrc = 7, .payload_type = 97}, 0x0042, out);
  ASSERT_TRUE(size);
  EXPECT_EQ(copy_of(std::span(out).first(*size)), from_hex("80E10042 00000064 00000007 1234 CAFE"));
}

TEST(Rtx, LeavesPaddingOut) {
  auto original = from_hex("A0601234 00000064 DEADBEEF CAFE 0002");
  Buffer out(16);
  const auto size = write_rtx(*RtpPacket::parse(original), {.ssrc = 7, .payload_type = 97}, 1, out);
  ASSERT_TRUE(size);
  EXPECT_EQ(copy_of(std::span(out).first(*size)), from_hex("80610001 00000064 00000007 1234 CAFE"));
  EXPECT_FALSE(write_rtx(*RtpPacket::parse(original), {}, 1, std::span(out).first(15)));
}

TEST(Rtx, ProbesRepeatNothing) {
  auto padding = from_hex("A0610001 00000064 00000007 000003");
  EXPECT_FALSE(read_rtx(*RtpPacket::parse(padding), {}));
  auto short_payload = from_hex("80610001 00000064 00000007 00");
  EXPECT_FALSE(read_rtx(*RtpPacket::parse(short_payload), {}));
}

RC_GTEST_PROP(Rtx, GivesBackWhatItRepeats,
              (std::uint16_t sequence, std::uint16_t rtx_sequence, Buffer payload)) {
  const Buffer mid{'0'};
  const std::vector<ExtensionElement> extensions{{.id = 1, .value = mid}};
  const RtpHeader header{.marker = true, .payload_type = 96, .sequence = sequence, .timestamp = 9, .ssrc = 5};
  Buffer original(100 + payload.size());
  original.resize(write_rtp(header, extensions, payload, original).value());
  Buffer out(original.size() + rtx_overhead_bytes);
  const auto packet = RtpPacket::parse(original);
  RC_ASSERT(write_rtx(*packet, {.ssrc = 6, .payload_type = 97}, rtx_sequence, out) == out.size());
  const auto back = read_rtx(*RtpPacket::parse(out), {.ssrc = 5, .payload_type = 96});
  RC_ASSERT(back.has_value());
  RC_ASSERT(copy_of(back->bytes()) == original);
}

}  // namespace
}  // namespace vtp::rtc
