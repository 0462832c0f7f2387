#include "rtc/payload/bit_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bit_writer.h"

namespace vtp::rtc {
namespace {

TEST(BitReader, GivesZerosPastTheEndAndSaysSo) {
  const auto bytes = from_hex("A5");
  BitReader reader(bytes);
  EXPECT_TRUE(reader.flag());
  EXPECT_EQ(reader.number(7), 0x25U);
  EXPECT_FALSE(reader.has_failed());
  EXPECT_EQ(reader.number(1), 0U);
  EXPECT_TRUE(reader.has_failed());
}

// Of five numbers the first three take two bits, the others three (AV1 section 4.10.7).
TEST(BitReader, NumbersOfAnOddRange) {
  const auto bytes = BitWriter().add(0b00, 2).add(0b01, 2).add(0b10, 2).add(0b110, 3).add(0b111, 3).bytes();
  BitReader reader(bytes);
  for (std::uint32_t expected = 0; expected < 5; ++expected) EXPECT_EQ(reader.non_symmetric(5), expected);
  const Buffer none;
  BitReader empty(none);
  EXPECT_EQ(empty.non_symmetric(1), 0U);
  EXPECT_FALSE(empty.has_failed()) << "one of one takes no bits";
}

RC_GTEST_PROP(BitReader, GivesWhatWasWritten, (const std::vector<std::uint32_t>& numbers)) {
  BitWriter writer;
  for (const auto number : numbers) writer.add(number, number % 32 + 1);
  BitReader reader(writer.bytes());
  for (const auto number : numbers) {
    const auto bits = number % 32 + 1;
    RC_ASSERT(reader.number(bits) == static_cast<std::uint32_t>(number & ((std::uint64_t{1} << bits) - 1)));
  }
  RC_ASSERT(!reader.has_failed());
}

}  // namespace
}  // namespace vtp::rtc
