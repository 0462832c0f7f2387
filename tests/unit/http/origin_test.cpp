#include "http/origin.h"

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

TEST(Origin, IsWhereTheClientCame) {
  Request request;
  request.headers.set("Host", "lectures.example.org:8443");
  EXPECT_EQ(own_origin(request), "http://lectures.example.org:8443");
  request.is_secure = true;
  EXPECT_EQ(own_origin(request), "https://lectures.example.org:8443");
  EXPECT_EQ(public_origin("", request), "https://lectures.example.org:8443");
}

TEST(Origin, IsWhatTheConfigurationSays) {
  EXPECT_EQ(public_origin("https://school.example.org/", {}), "https://school.example.org");
  EXPECT_EQ(public_origin("https://school.example.org/vtp", {}), "https://school.example.org/vtp");
}

}  // namespace
}  // namespace vtp::http
