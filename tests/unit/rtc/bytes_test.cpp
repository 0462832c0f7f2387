#include "rtc/bytes.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

TEST(Bytes, NumbersStandHighestByteFirst) {
  Buffer bytes(8);
  write_u24(bytes, 1, 0xABCDEF);
  EXPECT_EQ(bytes, from_hex("00ABCDEF00000000"));
  EXPECT_EQ(read_u16(bytes, 2), 0xCDEF);
  EXPECT_EQ(read_u32(bytes, 0), 0x00ABCDEFU);
}

TEST(ByteReader, GivesZerosPastTheEndAndSaysSo) {
  const auto bytes = from_hex("0102030405");
  ByteReader reader(bytes);
  EXPECT_EQ(reader.u16(), 0x0102);
  EXPECT_EQ(reader.position(), 2U);
  EXPECT_FALSE(reader.has_failed());
  EXPECT_EQ(reader.u32(), 0U);
  EXPECT_TRUE(reader.has_failed());
  EXPECT_EQ(reader.u8(), 0);  // what was too short is not read in part
}

TEST(ByteWriter, LeavesOutWhatDoesNotFit) {
  Buffer bytes(4, 0xFF);
  ByteWriter writer(bytes);
  writer.u24(1);
  writer.u16(2);
  writer.u8(3);
  EXPECT_TRUE(writer.has_failed());
  EXPECT_EQ(bytes, from_hex("000001FF"));
}

RC_GTEST_PROP(Bytes, ReaderGivesWhatWriterTook,
              (std::uint8_t a, std::uint16_t b, std::uint32_t c, std::uint64_t d, Buffer e)) {
  Buffer bytes(18 + e.size());
  ByteWriter writer(bytes);
  writer.u8(a), writer.u16(b), writer.u24(c & 0xFFFFFFU), writer.u32(c), writer.u64(d), writer.bytes(e);
  RC_ASSERT(!writer.has_failed() && writer.size() == bytes.size());
  ByteReader reader(bytes);
  RC_ASSERT(reader.u8() == a && reader.u16() == b && reader.u24() == (c & 0xFFFFFFU));
  RC_ASSERT(reader.u32() == c && reader.u64() == d);
  RC_ASSERT(copy_of(reader.take(e.size())) == e && !reader.has_failed() && reader.rest().empty());
}

}  // namespace
}  // namespace vtp::rtc
