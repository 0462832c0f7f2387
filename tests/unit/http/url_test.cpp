#include "http/url.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::http {
namespace {

TEST(Url, ATargetIsSplitAndDecoded) {
  const auto target = parse_target("/a%20b/c?x=1&y=a+b%26c&z&x=2&=v&&");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a b/c");
  EXPECT_EQ(target->query, (Parameters{{"x", "1"}, {"y", "a b&c"}, {"z", ""}, {"x", "2"}, {"", "v"}}));
}

TEST(Url, AbsoluteFormAndAsteriskAreTargetsToo) {
  EXPECT_EQ(parse_target("http://host:1/a?b=c")->path, "/a");
  EXPECT_EQ(parse_target("HTTP://host")->path, "/");
  EXPECT_EQ(parse_target("*")->path, "*");
}

TEST(Url, MalformedTargetsAreRefused) {
  for (const auto* text : {"", "a", "host:443", "/%", "/%4", "/%zz", "/%ff", "/%00", "/a%2Fb", "/a%2fb",
                           "/a#b", "/?a=%", "/?%zz=1", "/?a=%c3", "/%0a", "ftp://host/a", "http://host?a=%"})
    EXPECT_FALSE(parse_target(text)) << text;
}

TEST(Url, PlusIsASpaceOnlyInQueries) {
  EXPECT_EQ(parse_target("/a+b")->path, "/a+b");
}

RC_GTEST_PROP(UrlProperty, WhatWasEncodedIsDecodedAgain, (const std::string& text)) {
  const auto coded = percent_encode(text);
  RC_ASSERT(percent_decode(coded) == std::optional(text));
  for (const char c : coded) RC_ASSERT(c > 0x20 && c < 0x7F && c != '+' && c != '&' && c != '/');
}

RC_GTEST_PROP(UrlProperty, AnyTextIsReadOrRefused, (const std::string& text)) {
  (void)parse_target("/" + text);
}

}  // namespace
}  // namespace vtp::http
