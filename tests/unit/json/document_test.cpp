#include "json/document.h"

#include <gtest/gtest.h>

namespace vtp::json {
namespace {

std::string nested(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += i % 2 == 0 ? "[" : R"({"a":)";
  text += "1";
  for (int i = depth; i-- > 0;) text += i % 2 == 0 ? "]" : "}";
  return text;
}

TEST(JsonDocument, AnyValueIsRead) {
  for (const auto* text :
       {"null", "true", "-1.5e3", R"("a\u00e9\ud83d\ude00")", "[]", R"({"a":{"b":[1,2]}})", " 1 "})
    EXPECT_TRUE(parse(text).has_value()) << text;
}

TEST(JsonDocument, WhatIsNotJsonIsInvalidInput) {
  for (const auto* text : {"",
                           "{",
                           "nul",
                           "[1,]",
                           "{'a':1}",
                           R"({"a":1,})",
                           "01",
                           "1.",
                           ".5",
                           "+1",
                           "NaN",
                           "Infinity",
                           "-Infinity",
                           "1 2",
                           "// c\n1",
                           "/* c */1",
                           "\"\n\"",
                           R"("\x")",
                           R"("\ud800")",
                           "\"\xC3\"",
                           "\"\xED\xA0\x80\"",
                           "\xEF\xBB\xBF{}"}) {
    const auto answer = parse(text);
    ASSERT_FALSE(answer.has_value()) << text;
    EXPECT_EQ(answer.error().code, ErrorCode::invalid_input);
  }
}

TEST(JsonDocument, ThirtyTwoLevelsAreEnough) {
  EXPECT_TRUE(parse(nested(32)).has_value());
  EXPECT_FALSE(parse(nested(33)).has_value());
  EXPECT_FALSE(parse(std::string(100'000, '[')).has_value());
}

TEST(JsonDocument, TheSameKeyTwiceInOneObjectIsInvalidInput) {
  for (const auto* text :
       {R"({"a":1,"a":1})", R"({"a":1,"\u0061":2})", R"([{"b":{"a":1,"c":2,"a":3}}])", R"({"":1,"":2})"})
    EXPECT_EQ(parse(text).error().code, ErrorCode::invalid_input) << text;
  EXPECT_TRUE(parse(R"({"a":{"a":1},"b":{"a":[{"a":1},{"a":1}]}})").has_value());
}

TEST(JsonDocument, LongKeysAreComparedWhole) {
  const std::string key(5000, 'k');
  EXPECT_FALSE(parse("{\"" + key + "\":1,\"" + key + "\":2}").has_value());
  EXPECT_TRUE(parse("{\"" + key + "\":1,\"" + key + "x\":2}").has_value());
}

TEST(JsonDocument, ABodyIsAnObjectOrNothing) {
  EXPECT_TRUE(parse_object("{}").has_value());
  EXPECT_TRUE(parse_object("").has_value());
  for (const auto* text : {"[]", "1", "null", R"("a")"})
    EXPECT_EQ(parse_object(text).error().code, ErrorCode::invalid_input) << text;
}

TEST(JsonDocument, CompactTextHasPlainNumbers) {
  const auto document =
      parse(R"( { "a" : [ 1.5 , 1e0, 18446744073709551615, -0 ], "b" : "\u00e9\n" , "c" : null } )");
  EXPECT_EQ(to_compact_text(*document), R"({"a":[1.5,1,18446744073709551615,0],"b":"é\n","c":null})");
}

}  // namespace
}  // namespace vtp::json
