#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp {
namespace {

using ::testing::ElementsAre;

TEST(Text, TrimTakesAsciiWhiteSpaceFromBothEnds) {
  EXPECT_EQ(trim(" \t\r\n a b \v\f"), "a b");
  EXPECT_EQ(trim("   "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Text, SplitGivesAtLeastOnePart) {
  EXPECT_THAT(split("a,b,,c", ','), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(split("", ','), ElementsAre(""));
  EXPECT_THAT(split(",", ','), ElementsAre("", ""));
}

TEST(Text, CodePointsAreCounted) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("añ漢😀"), 4U);
}

TEST(Text, WellFormedUtf8) {
  for (const auto* text :
       {"", "plain", "é", "漢字", "😀", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xEE\x80\x80"})
    EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Text, MalformedUtf8) {
  for (const auto* text :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xF0\x80\x80\x80", "\xED\xA0\x80", "\xED\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE6\xBC", "\xF0\x9F\x98",
        "a\xE6\xBC"
        "b",
        "\xC3\xC3"})
    EXPECT_FALSE(is_utf8(text)) << text;
}

TEST(Text, CaseIsChangedInAsciiOnly) {
  EXPECT_EQ(to_lower("ABC-éÉ"), "abc-éÉ");
  EXPECT_EQ(to_upper("abc-éÉ"), "ABC-éÉ");
  EXPECT_TRUE(equals_ignoring_case("Content-Type", "content-tYPE"));
  EXPECT_FALSE(equals_ignoring_case("a", "ab"));
  EXPECT_FALSE(equals_ignoring_case("É", "é"));
}

TEST(FoldForSearch, MakesUpperCaseLower) {
  EXPECT_EQ(fold_for_search("Algebra II"), "algebra ii");
  EXPECT_EQ(fold_for_search("ÄÖÜ ÉÈ ×"), "äöü éè ×");
  EXPECT_EQ(fold_for_search("ŽLUŤOUČKÝ KŮŇ"), "žluťoučký kůň");
  EXPECT_EQ(fold_for_search("ŁÓDŹ ŃŻ ŸĴ"), "łódź ńż ÿĵ");
  EXPECT_EQ(fold_for_search("ΑΛΓΕΒΡΑ ΛΌΓΟΣ ΆΈΉΊΌΎΏ"), "αλγεβρα λόγοσ άέήίόύώ");
  EXPECT_EQ(fold_for_search("АЛГЕБРА ЁЖ ЇЖАК"), "алгебра ёж їжак");
}

TEST(FoldForSearch, LeavesLowerCaseAndTheCaseless) {
  for (const auto* text : {"straße ÿ ĸ ŉ ſ", "漢字 かな", "łódź", "0-9_%"})
    EXPECT_EQ(fold_for_search(text), text) << text;
}

TEST(FoldForSearch, FinalSigmaIsASigma) {
  EXPECT_EQ(fold_for_search("λόγος"), fold_for_search("ΛΌΓΟΣ"));
}

TEST(FoldForSearch, ArabicIsFoundWithoutItsMarks) {
  EXPECT_EQ(fold_for_search("مُحَاضَرَة"), fold_for_search("محاضره"));
  EXPECT_EQ(fold_for_search("أحمد"), fold_for_search("احمد"));
  EXPECT_EQ(fold_for_search("إســلام"), fold_for_search("اسلام"));
  EXPECT_EQ(fold_for_search("مبنى"), fold_for_search("مبني"));
}

TEST(FoldForSearch, MalformedBytesAreLeftOut) {
  EXPECT_EQ(fold_for_search("A\xFF"
                            "B"),
            "ab");
}

RC_GTEST_PROP(FoldForSearch, FoldingTwiceIsFoldingOnceAndStaysUtf8, (const std::string& text)) {
  const auto once = fold_for_search(text);
  RC_ASSERT(is_utf8(once));
  RC_ASSERT(fold_for_search(once) == once);
}

TEST(FoldForSearch, EveryFoldedLetterStaysAsItIs) {
  for (unsigned point = 0x80; point < 0x800; ++point) {
    const std::string letter{static_cast<char>(0xC0U | (point >> 6U)),
                             static_cast<char>(0x80U | (point & 0x3FU))};
    const auto once = fold_for_search(letter);
    EXPECT_EQ(fold_for_search(once), once) << letter;
  }
}

TEST(LikePattern, EscapesWhatLikeWouldTakeForAWildcard) {
  EXPECT_EQ(like_pattern("a"), "%a%");
  EXPECT_EQ(like_pattern(R"(50%_\)"), R"(%50\%\_\\%)");
  EXPECT_EQ(like_pattern(""), "%%");
}

}  // namespace
}  // namespace vtp
