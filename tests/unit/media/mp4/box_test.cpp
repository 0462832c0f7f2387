#include "media/mp4/box.h"

#include <gtest/gtest.h>

namespace vtp::media::mp4 {
namespace {

TEST(BoxReader, WalksOverNeighbours) {
  BoxWriter writer;
  writer.begin("abcd");
  writer.bytes("xy");
  writer.end();
  writer.begin("free");
  writer.end();
  const auto bytes = writer.take();
  BoxReader reader(bytes);
  const auto box = reader.next();
  ASSERT_TRUE(box);
  EXPECT_EQ(box->type, "abcd");
  EXPECT_EQ(box->content, "xy");
  EXPECT_EQ(box->whole, std::string_view("\0\0\0\x0A"
                                         "abcdxy",
                                         10));
  EXPECT_EQ(reader.next()->type, "free");
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.is_broken());
}

TEST(BoxReader, UnderstandsLongAndEndlessSizes) {
  BoxWriter writer;
  writer.u32(1);
  writer.bytes("mdat");
  writer.u64(18);
  writer.bytes("xy");
  writer.u32(0);
  writer.bytes("freeto the end");
  const auto bytes = writer.take();
  BoxReader reader(bytes);
  EXPECT_EQ(reader.next()->content, "xy");
  EXPECT_EQ(reader.next()->content, "to the end");
}

TEST(BoxReader, StopsAtABoxThatDoesNotFit) {
  for (const std::uint32_t size : {2U, 7U, 13U, 0xFFFFFFFFU}) {
    BoxWriter writer;
    writer.u32(size);
    writer.bytes("mdatxxxx");
    const auto bytes = writer.take();
    BoxReader reader(bytes);
    EXPECT_FALSE(reader.next()) << size;
    EXPECT_TRUE(reader.is_broken()) << size;
  }
}

TEST(BoxWriter, NestsAndFillsInSizes) {
  BoxWriter writer;
  writer.begin("moov");
  writer.begin("trak");
  writer.u16(7);
  writer.end();
  writer.end();
  const auto bytes = writer.take();
  EXPECT_EQ(find_path(bytes, "moov/trak")->content, std::string_view("\0\x07", 2));
  EXPECT_FALSE(find_path(bytes, "moov/trak/mdia"));
  EXPECT_FALSE(find_path(bytes, "moof"));
}

TEST(FieldReader, IsZeroAfterTheEnd) {
  FieldReader fields("\x01\x02\x03");
  EXPECT_EQ(fields.u16(), 0x0102);
  EXPECT_FALSE(fields.has_failed());
  EXPECT_EQ(fields.u32(), 0U);
  EXPECT_TRUE(fields.has_failed());
  EXPECT_EQ(fields.u8(), 0U);
}

}  // namespace
}  // namespace vtp::media::mp4
