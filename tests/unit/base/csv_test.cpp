#include "base/csv.h"

#include <gtest/gtest.h>

namespace vtp::csv {
namespace {

std::vector<std::string> cells_of(std::string_view text) {
  const auto rows = parse(text);
  return rows && rows->size() == 1 ? rows->front().cells : std::vector<std::string>{"not one row"};
}

TEST(Csv, QuotesOnlyWhatNeedsIt) {
  std::string text;
  append_row(text, {"plain", "a,b", "say \"hi\"", "two\nlines", ""});
  EXPECT_EQ(text, "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
}

TEST(Csv, DisarmsFormulas) {
  std::string text;
  append_row(text, {"=1+1", "+1", "-1", "@sum", "a=b", "=a,b"});
  EXPECT_EQ(text, "'=1+1,'+1,'-1,'@sum,a=b,\"'=a,b\"\r\n");
}

TEST(Csv, ReadsWhatItWrote) {
  std::string text;
  append_row(text, {"", "a,\"b\"\r\nc", "x"});
  EXPECT_EQ(cells_of(text), (std::vector<std::string>{"", "a,\"b\"\r\nc", "x"}));
}

TEST(Csv, TellsOnWhichLineARowBegins) {
  const auto rows = parse("a\r\n\"b\nb\"\n\nc,d");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ((*rows)[1].line, 2);
  EXPECT_EQ((*rows)[2].line, 5);
  EXPECT_EQ((*rows)[2].cells, (std::vector<std::string>{"c", "d"}));
}

TEST(Csv, SkipsAByteOrderMark) {
  EXPECT_EQ(cells_of("\xEF\xBB\xBFid,name"), (std::vector<std::string>{"id", "name"}));
}

TEST(Csv, RefusesBrokenQuotes) {
  EXPECT_FALSE(parse("\"never ends"));
  EXPECT_FALSE(parse("in the \"middle\""));
  EXPECT_FALSE(parse("\"after\" quote"));
}

TEST(Csv, OfNothingIsNothing) {
  EXPECT_TRUE(parse("")->empty());
  EXPECT_TRUE(parse("\n\r\n")->empty());
}

}  // namespace
}  // namespace vtp::csv
