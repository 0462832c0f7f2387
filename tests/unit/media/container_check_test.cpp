#include "media/container_check.h"

#include <gtest/gtest.h>

#include "media/mp4/box.h"
#include "support/media/sample_files.h"

namespace vtp::media {
namespace {

using enum ContainerFault;
using mp4::BoxWriter;

class ContainerCheck : public ::testing::Test {
 protected:
  ContainerFault check(std::string_view bytes) {
    test::write_text(folder / "file", bytes);
    return check_container(folder / "file").value();
  }

  static std::string box(std::string_view type, std::string_view content = {}) {
    BoxWriter writer;
    writer.begin(type);
    writer.bytes(content);
    writer.end();
    return writer.take();
  }

  /// A moov with one track whose samples are of this type.
  static std::string index_of(std::string_view sample_type) {
    const auto stsd = box("stsd", std::string(8, '\0') + box(sample_type));
    return box("moov", box("trak", box("mdia", box("minf", box("stbl", stsd)))));
  }

  /// An EBML header of no content, and a Segment that says that it has this size, a byte of eight.
  static std::string matroska(unsigned char size, std::string_view content) {
    std::string bytes("\x1A\x45\xDF\xA3\x80\x18\x53\x80\x67", 9);
    bytes.push_back(static_cast<char>(size | 0x80U));
    return bytes.append(content);
  }

  test::TemporaryFolder folder;
};

TEST_F(ContainerCheck, WhatIsUnknownHasNoFault) {
  EXPECT_EQ(check("Dear diary, today I was short"), none);
  EXPECT_EQ(check("x"), none);
}

TEST_F(ContainerCheck, EmptyAndPackedFiles) {
  EXPECT_EQ(check(""), empty);
  EXPECT_EQ(check("PK\x03\x04 and so on"), archive);
}

TEST_F(ContainerCheck, AMissingFileIsAnError) {
  EXPECT_FALSE(check_container(folder / "nothing"));
}

TEST_F(ContainerCheck, Mp4NeedsItsIndex) {
  EXPECT_EQ(check(box("ftyp", "isom") + index_of("avc1") + box("mdat", "x")), none);
  EXPECT_EQ(check(box("ftyp", "isom") + box("mdat", "x") + index_of("avc1")), none);
  EXPECT_EQ(check(box("ftyp", "isom") + box("mdat", "x")), no_index);
}

TEST_F(ContainerCheck, Mp4ThatEndsEarly) {
  const auto first = box("ftyp", "isom") + index_of("avc1");
  EXPECT_EQ(check(first + box("mdat", "0123456789").substr(0, 12)), cut_off);
  EXPECT_EQ(check(first.substr(0, first.size() - 1)), cut_off);
  EXPECT_EQ(check(box("ftyp", "isom") + box("mdat", "0123456789").substr(0, 12)), no_index);
}

TEST_F(ContainerCheck, AMediaBoxToTheEndOfTheFile) {
  auto mdat = box("mdat", "0123456789");
  mdat.replace(0, 4, 4, '\0');  // size 0
  EXPECT_EQ(check(index_of("avc1") + mdat), none);
}

TEST_F(ContainerCheck, SizesThatWrapAroundAreTooLong) {
  BoxWriter writer;
  writer.u32(1);
  writer.bytes("mdat");
  writer.u64(UINT64_MAX - 3);
  EXPECT_EQ(check(index_of("avc1") + writer.take()), cut_off);
}

TEST_F(ContainerCheck, ProtectedSamples) {
  EXPECT_EQ(check(index_of("encv")), encrypted);
  EXPECT_EQ(check(index_of("enca")), encrypted);
  EXPECT_EQ(check(index_of("drmi")), encrypted);
  EXPECT_EQ(check(index_of("mp4a")), none);
}

TEST_F(ContainerCheck, MatroskaThatEndsEarly) {
  EXPECT_EQ(check(matroska(4, "1234")), none);
  EXPECT_EQ(check(matroska(4, "12345")), none);
  EXPECT_EQ(check(matroska(4, "123")), cut_off);
  EXPECT_EQ(check(matroska(0x7F, "123")), none);  // unknown: it was still being recorded
}

}  // namespace
}  // namespace vtp::media
