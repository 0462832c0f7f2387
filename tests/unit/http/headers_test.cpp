#include "http/headers.h"

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

TEST(Headers, NamesAreComparedWithoutCase) {
  Headers headers;
  headers.add("Content-Type", "a");
  EXPECT_EQ(headers.get("content-type"), "a");
  EXPECT_TRUE(headers.has("CONTENT-TYPE"));
  EXPECT_FALSE(headers.has("Content"));
  EXPECT_EQ(headers.get("Content"), "");
}

TEST(Headers, SettingReplacesAllOfThatName) {
  Headers headers;
  headers.add("A", "1");
  headers.add("a", "2");
  headers.set("A", "3");
  EXPECT_EQ(headers.get("a"), "3");
  headers.remove("a");
  EXPECT_FALSE(headers.has("A"));
}

}  // namespace
}  // namespace vtp::http
