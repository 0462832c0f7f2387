#include "json/scan.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "json/document.h"
#include "json/writer.h"

namespace vtp::json {
namespace {

TEST(Scan, KnowsJsonFromWhatIsNone) {
  for (const auto* text : {"1", " -0.5e+3 ", "\"\"", "\"\\u00e9\\n\"", "true", "null", "[]", "{}",
                           "[1,[2,{\"a\":[]}]]", "{\"a\" : 1 , \"b\":null}", "\"\\ud800\""})
    EXPECT_TRUE(is_json(text)) << text;
  for (const auto* text : {"",           " ",   "01",     "1.",      ".5",          "+1",        "1e",
                           "tru",        "nul", "[1,]",   "[,]",     "[1 2]",       "{\"a\"}",   "{a:1}",
                           "{\"a\":1,}", "\"",  "\"\\\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12\"", "\"\n\"",
                           "[",          "{",   "1 2",    "[]]",     "-",           "\"a\"b"})
    EXPECT_FALSE(is_json(text)) << text;
}

TEST(Scan, TakesArraysApart) {
  EXPECT_EQ(array_elements(" [ 1 , \"a,]\" ,{\"b\":[2]}, [] ] "),
            (std::vector<std::string_view>{"1", "\"a,]\"", "{\"b\":[2]}", "[]"}));
  EXPECT_EQ(array_elements("[]"), std::vector<std::string_view>{});
  EXPECT_EQ(array_elements("{}"), std::nullopt);
  EXPECT_EQ(array_elements("[1]x"), std::nullopt);
}

TEST(Scan, TakesObjectsApart) {
  const auto members = object_members("{\"a\\nb\": [1], \"\" :2}");
  ASSERT_TRUE(members);
  EXPECT_EQ(*members, (std::vector<std::pair<std::string, std::string_view>>{{"a\nb", "[1]"}, {"", "2"}}));
  EXPECT_EQ(object_members("[]"), std::nullopt);
}

TEST(Scan, StopsAtItsDepth) {
  const auto nested = [](int levels) {
    return std::string(static_cast<std::size_t>(levels), '[') +
           std::string(static_cast<std::size_t>(levels), ']');
  };
  EXPECT_TRUE(is_json(nested(max_scan_depth)));
  EXPECT_FALSE(is_json(nested(max_scan_depth + 1)));
  EXPECT_FALSE(is_json(nested(1'000'000)));
}

TEST(Scan, UnquotesEveryEscape) {
  EXPECT_EQ(unquote(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(unquote(R"("aé\u20AC😀")"), "aé€😀");
  EXPECT_EQ(unquote(R"("\ud83dx\ude00")"), "\uFFFDx\uFFFD");
}

RC_GTEST_PROP(ScanProperty, AgreesWithTheParser, (const std::string& text)) {
  // Pieces of JSON in random order: sometimes valid, mostly not.
  static constexpr std::array pieces{"[",     "]", "{",      "}",    ",",    ":",
                                     "\"a\"", "1", "-2.5e3", "true", "null", " "};
  std::string document;
  for (char c : text) document += pieces[static_cast<unsigned char>(c) % pieces.size()];
  const auto parsed = parse(document);
  const bool is_duplicate = !parsed && parsed.error().message.contains("same key");
  RC_ASSERT(is_json(document) == (parsed.has_value() || is_duplicate));
}

RC_GTEST_PROP(ScanProperty, ElementsAreWhatWasWritten, (const std::vector<std::string>& texts)) {
  Writer writer;
  writer.begin_array();
  std::vector<std::string> written;
  for (const auto& text : texts) {
    if (!is_utf8(text)) continue;
    writer.value(text);
    written.push_back(text);
  }
  writer.end_array();
  const auto elements = array_elements(writer.text());
  RC_ASSERT(elements.has_value());
  std::vector<std::string> read;
  for (auto element : *elements) read.push_back(unquote(element));
  RC_ASSERT(read == written);
}

}  // namespace
}  // namespace vtp::json
