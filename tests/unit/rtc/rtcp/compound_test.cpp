#include "rtc/rtcp/compound.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bytes.h"
#include "support/rtc/rtcp.h"

namespace vtp::rtc {
namespace {

TEST(Compound, GivesPacketAfterPacket) {
  const auto bytes = from_hex("80C90001 00000001  A1CB0002 00000002 00000004");
  auto reader = CompoundReader::open(bytes);
  ASSERT_TRUE(reader);
  const auto first = reader->next();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->type, RtcpType::receiver_report);
  EXPECT_EQ(copy_of(first->body), from_hex("00000001"));
  const auto second = reader->next();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->type, RtcpType::goodbye);
  EXPECT_EQ(second->count, 1);
  EXPECT_EQ(copy_of(second->body), from_hex("00000002"));  // without its four bytes of padding
  EXPECT_FALSE(reader->next());
}

TEST(Compound, RefusesWhatIsNotWhole) {
  for (const auto* hex : {
           "",
           "80C900",                      // no header
           "80C90001 000000",             // shorter than it says
           "40C90001 00000001",           // another version
           "80C90001 00000001 80",        // something behind
           "A0C90001 00000004 80C90000",  // padding before the last packet
           "A0C90001 00000008",           // more padding than packet
           "A0C90001 00000000",           // padding of no bytes
       }) {
    EXPECT_FALSE(CompoundReader::open(from_hex(hex))) << hex;
  }
}

TEST(Compound, TakesTheOddPaddingOfBrowsers) {
  const auto bytes = from_hex("AFCD0002 00000001 00000003");  // as they fill up what they tell of arrivals
  const auto packet = only_packet(bytes);
  EXPECT_EQ(packet.type, RtcpType::transport_feedback);
  EXPECT_EQ(copy_of(packet.body), from_hex("00000001 00"));
}

RC_GTEST_PROP(Compound, BodiesOfAnyBytesLieWithinThem, (Buffer bytes)) {
  auto reader = CompoundReader::open(bytes);
  if (!reader) return;
  std::size_t total = 0;
  while (const auto packet = reader->next()) total += packet->body.size() + 4;
  RC_ASSERT(total <= bytes.size());
}

}  // namespace
}  // namespace vtp::rtc
