#include "http/request_id.h"

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

TEST(RequestId, AWellFormedOneIsKept) {
  EXPECT_EQ(request_id_from("abc.DEF_1-2"), "abc.DEF_1-2");
  EXPECT_EQ(request_id_from(std::string(64, 'a')), std::string(64, 'a'));
}

TEST(RequestId, AnythingElseIsReplacedByANewOne) {
  for (const auto& sent :
       {std::string(), std::string("a b"), std::string("a\r\nX: y"), std::string(65, 'a')}) {
    const auto id = request_id_from(sent);
    EXPECT_EQ(id.size(), 16U);
    EXPECT_NE(id, request_id_from(sent));
  }
}

}  // namespace
}  // namespace vtp::http
