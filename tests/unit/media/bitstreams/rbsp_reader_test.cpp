#include "media/bitstreams/rbsp_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::media {
namespace {

using namespace std::string_view_literals;

TEST(RbspReader, ReadsExpGolombCodes) {
  // 1 010 011 00100 00101 0000000 (rest)
  RbspReader reader("\xA6\x42\x80"sv);
  EXPECT_EQ(reader.unsigned_code(), 0U);
  EXPECT_EQ(reader.unsigned_code(), 1U);
  EXPECT_EQ(reader.unsigned_code(), 2U);
  EXPECT_EQ(reader.unsigned_code(), 3U);
  EXPECT_EQ(reader.signed_code(), -2);
  EXPECT_FALSE(reader.has_failed());
}

TEST(RbspReader, PassesOverEmulationPrevention) {
  RbspReader reader("\0\0\3\1\0\0\3"sv);
  EXPECT_EQ(reader.bits(32), 0x00000100U);
  EXPECT_EQ(reader.bits(8), 0U);
  EXPECT_FALSE(reader.has_failed());
  EXPECT_EQ(reader.bits(1), 0U);
  EXPECT_TRUE(reader.has_failed());
}

TEST(RbspReader, CodesThatDoNotEndFail) {
  RbspReader reader("\0\1\0\1\0\1\0\1\0\1"sv.substr(0, 1));
  EXPECT_EQ(reader.unsigned_code(), 0U);
  EXPECT_TRUE(reader.has_failed());
  RbspReader long_code("\0\0\3\0\0\3\0\1"sv);
  EXPECT_EQ(long_code.unsigned_code(), 0U);
  EXPECT_TRUE(long_code.has_failed());
}

RC_GTEST_PROP(RbspReader, ReadsWhateverComes, (const std::string& bytes)) {
  RbspReader reader(bytes);
  for (std::size_t i = 0; i < bytes.size() * 8 + 1; ++i) reader.signed_code();
  RC_ASSERT(reader.has_failed());
}

}  // namespace
}  // namespace vtp::media
