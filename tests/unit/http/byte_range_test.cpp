#include "http/byte_range.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::http {
namespace {

using Kind = ByteRange::Kind;

struct Case {
  const char* field;
  std::uint64_t size;
  Kind kind;
  std::uint64_t offset;
  std::uint64_t length;
};

class ByteRangeTable : public testing::TestWithParam<Case> {};

TEST_P(ByteRangeTable, IsReadAsRfc9110Says) {
  const auto& [field, size, kind, offset, length] = GetParam();
  const auto range = choose_range(field, size);
  EXPECT_EQ(range.kind, kind) << field;
  if (kind == Kind::unsatisfiable) return;
  EXPECT_EQ(range.offset, offset) << field;
  EXPECT_EQ(range.length, length) << field;
}

INSTANTIATE_TEST_SUITE_P(
    All, ByteRangeTable,
    testing::Values(
        Case{"", 100, Kind::whole, 0, 100}, Case{"bytes=0-0", 100, Kind::part, 0, 1},
        Case{"bytes=10-19", 100, Kind::part, 10, 10}, Case{"bytes=10-", 100, Kind::part, 10, 90},
        Case{"bytes=-10", 100, Kind::part, 90, 10}, Case{"bytes=-200", 100, Kind::part, 0, 100},
        Case{"bytes=90-200", 100, Kind::part, 90, 10}, Case{"BYTES=1-2", 100, Kind::part, 1, 2},
        Case{"bytes=100-", 100, Kind::unsatisfiable, 0, 0}, Case{"bytes=-0", 100, Kind::unsatisfiable, 0, 0},
        Case{"bytes=0-", 0, Kind::unsatisfiable, 0, 0}, Case{"bytes=-5", 0, Kind::unsatisfiable, 0, 0},
        Case{"bytes=99999999999999999999-", 100, Kind::unsatisfiable, 0, 0},
        Case{"bytes=0-99999999999999999999", 100, Kind::part, 0, 100},
        Case{"bytes=0-1,5-6", 100, Kind::whole, 0, 100}, Case{"bytes=5-4", 100, Kind::whole, 0, 100},
        Case{"bytes=-", 100, Kind::whole, 0, 100}, Case{"bytes=", 100, Kind::whole, 0, 100},
        Case{"bytes=a-b", 100, Kind::whole, 0, 100}, Case{"bytes=+1-2", 100, Kind::whole, 0, 100},
        Case{"bytes=--1", 100, Kind::whole, 0, 100}, Case{"lines=0-1", 100, Kind::whole, 0, 100}));

RC_GTEST_PROP(ByteRangeProperty, NeverLeavesTheFile,
              (std::uint64_t first, std::uint64_t last, std::uint64_t size)) {
  const auto range = choose_range(fmt::format("bytes={}-{}", first, last), size);
  if (range.kind == Kind::unsatisfiable) {
    RC_ASSERT(first >= size);
    return;
  }
  RC_ASSERT(range.offset <= size);
  RC_ASSERT(range.length <= size - range.offset);
}

}  // namespace
}  // namespace vtp::http
