#include "http/conditional.h"

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

TEST(Conditional, AListNamesATagWeakly) {
  EXPECT_TRUE(etag_list_names("*", "\"a\""));
  EXPECT_TRUE(etag_list_names("\"a\"", "\"a\""));
  EXPECT_TRUE(etag_list_names("W/\"a\"", "\"a\""));
  EXPECT_TRUE(etag_list_names("\"a\"", "W/\"a\""));
  EXPECT_TRUE(etag_list_names("\"x,y\" , W/\"a\"", "\"a\""));
  for (const auto* list : {"", "a", "\"b\"", "\"a", "\"ab\"", "\"A\"", "\"x\", \"y\""})
    EXPECT_FALSE(etag_list_names(list, "\"a\"")) << list;
}

TEST(Conditional, TagsTellTextsApart) {
  EXPECT_EQ(weak_etag_of("a"), weak_etag_of("a"));
  EXPECT_NE(weak_etag_of("a"), weak_etag_of("b"));
  EXPECT_TRUE(weak_etag_of("").starts_with("W/\""));
}

TEST(Conditional, NotModifiedKeepsWhatCachesNeed) {
  Response full = text_response(200, "text/plain", "text");
  full.headers.set("ETag", "\"a\"");
  full.headers.set("Cache-Control", "no-cache");
  const auto response = not_modified(full);
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.headers.get("ETag"), "\"a\"");
  EXPECT_EQ(response.headers.get("Cache-Control"), "no-cache");
  EXPECT_FALSE(response.headers.has("Content-Type"));
  EXPECT_TRUE(response.body.empty());
}

}  // namespace
}  // namespace vtp::http
